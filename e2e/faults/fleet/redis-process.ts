import { once } from 'node:events'
import { connect } from 'node:net'
import { type Child, startChild } from '../../stack/child.ts'
import { freePort } from '../../stack/free-port.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'

export type RedisProcess = {
  url: string
  /** As a crash would end it: all that it knew is gone. */
  kill(): Promise<void>
  /** Again on the same port, empty. */
  start(): Promise<void>
  /** It keeps its connections and says nothing. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

export async function startRedis(): Promise<RedisProcess> {
  const folder = tempFolder('redis')
  const port = await freePort()
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  let child: Child
  const start = async () => {
    child = startChild('redis-server', [...args, '--dir', folder.path])
    await waitFor('Redis to listen', () => listens(port), { everyMs: 20 })
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      child.process.kill('SIGKILL')
      await child.exited
    },
    freeze: () => void child.process.kill('SIGSTOP'),
    thaw: () => void child.process.kill('SIGCONT'),
    async stop() {
      await child.stop()
      folder.remove()
    },
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } finally {
    socket.destroy()
  }
}
