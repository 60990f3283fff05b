import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../connect.ts'
import { WHERE_IT_IS } from '../embedded-postgres/data-folder.ts'
import { ownerOfServer } from '../embedded-postgres/unprivileged.ts'

const SETTINGS = join(import.meta.dirname, '../../../infra/pgbouncer/pgbouncer.ini')
/** Fewer connections than a control plane opens, so that it has to share them. */
const POOL = 3

export type TestPgbouncer = {
  /** The same server through PgBouncer, with any of its databases. */
  url: string
  stop(): Promise<void>
}

/** A PgBouncer with the settings of the product before a server, which trusts whoever connects. */
export async function startPgbouncer(
  serverUrl: string,
  givenPort?: number,
): Promise<TestPgbouncer> {
  const server = new URL(serverUrl)
  const folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'))
  const port = givenPort ?? (await freePort())
  const socketFolder = server.searchParams.get('host')
  // Started inside it: whoever runs it may not be able to enter the folders above.
  const host = socketFolder === null ? server.hostname : WHERE_IT_IS
  const user = decodeURIComponent(server.username)
  writeFileSync(join(folder, 'users'), `"${user}" ""\n`)
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `%include ${SETTINGS}
listen_addr = 127.0.0.1
listen_port = ${port}
default_pool_size = ${POOL}
server_idle_timeout = 5
auth_type = trust
auth_file = ${join(folder, 'users')}
[databases]
* = host='${host}' port=${server.port || 5432}
`,
  )
  const owner = ownerOfServer()
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const child = spawn('pgbouncer', [join(folder, 'pgbouncer.ini')], {
    ...owner,
    cwd: socketFolder ?? '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const url = new URL(serverUrl)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${port}`
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
  await untilAnswering(url.href, child, () => said).catch(async (error) => {
    await stop()
    throw error
  })
  return { url: url.href, stop }
}

async function untilAnswering(url: string, child: ChildProcess, said: () => string) {
  for (const until = Date.now() + 15_000; ; await pause(20)) {
    const sql = connect(url, { max: 1 })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (child.exitCode !== null || Date.now() > until) {
        throw new Error(`PgBouncer does not answer: ${said()}`, { cause: error })
      }
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port.')
  return address.port
}
