import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { HostReport } from '@cashbacktv/contract'

/** What a plane is told to do, and what time it is then, in milliseconds since 1970. */
export type PlaneWord =
  | { kind: 'look'; atMs: number; report: HostReport }
  | { kind: 'send'; atMs: number }

export type Plane = {
  /** Resolves once it is done; it may be killed before. */
  do(word: PlaneWord): Promise<void>
  /** As a crash would end it. */
  kill(): Promise<void>
}

/** Alerts and messages of a control plane as a process of its own, on this database. */
export async function startPlane(databaseUrl: string, secret: string): Promise<Plane> {
  const child = fork(join(import.meta.dirname, 'plane-main.ts'), [databaseUrl, secret], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const word = async () => {
    const [said] = await Promise.race([once(child, 'message'), ended.then(() => ['ended'])])
    if (said === 'ended') throw new Error('The process has ended.')
  }
  await word()
  return {
    async do(what) {
      child.send(what)
      await word()
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
