import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

export const PROGRAM = 'db/src/embedded-postgres/test/start-and-die.ts'
export const ROOT = resolve(import.meta.dirname, '../../../..')

type Who = { uid?: number; gid?: number }

/** Starts a server in a process of its own, from a checkout, kills the process at once and answers the server's pid. */
export async function startAndKill(
  dataDir: string,
  checkout = ROOT,
  as: Who = {},
): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(checkout, PROGRAM), dataDir], {
    ...as,
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [pid] = await once(child.stdout.setEncoding('utf8'), 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  return Number(pid)
}
