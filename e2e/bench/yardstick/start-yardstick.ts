import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { z } from 'zod'
import { startChild } from '../../stack/child.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'

/** What the machine takes for the least of the same kind, to be asked beside what is measured. */
export type Yardstick = {
  /** Milliseconds of a bare request that writes a row and commits it, and spawns a command when given one. */
  time(command?: readonly string[]): Promise<number>
  stop(): Promise<void>
}

const Address = z.object({ port: z.int() })
const WARM_UP = 10

/** A bare server of its own, with a PostgreSQL of its own: neither shares anything with the product. */
export async function startYardstick(): Promise<Yardstick> {
  const data = tempFolder('yardstick')
  const database = await startEmbeddedPostgres({
    dataDir: join(data.path, 'database'),
    log: () => {},
  })
  const main = join(import.meta.dirname, 'server-main.ts')
  const child = startChild('node', ['--import', 'tsx', main, database.url])
  const { port } = await waitFor('the bare server', () => {
    return child.output().includes('}') ? Address.parse(JSON.parse(child.output())) : null
  })
  const time = async (command?: readonly string[]) => {
    const from = performance.now()
    const body = JSON.stringify({ command, padding: 'x'.repeat(200) })
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
    await answer.text()
    if (!answer.ok) throw new Error(`The bare server answers ${answer.status}`)
    return performance.now() - from
  }
  for (let count = 0; count < WARM_UP; count++) await time()
  return {
    time,
    async stop() {
      await child.stop()
      await database.stop()
      data.remove()
    },
  }
}
