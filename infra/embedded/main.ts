import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { startEmbedded } from './start-embedded.ts'

/** `npm start`: the whole product in one process, on one port. */
try {
  const product = await startEmbedded(readVariableFiles(process.env))
  process.stdout.write(product.banner)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      process.stdout.write('\nStopping the channels and the database …\n')
      void product.stop().finally(() => process.exit(0))
    })
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`)
  process.exit(1)
}
