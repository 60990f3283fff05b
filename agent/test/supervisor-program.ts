import { startSupervisor } from './test-supervisor.ts'

/** A supervisor as a process of its own, to be killed: `supervisor-program.ts <folder>`. */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Give the folder.')
await startSupervisor(folder)
process.stdout.write('ready\n')
