import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../test/free-port.ts'

const NOBODY = 65_534
const here = import.meta.dirname
const [KB, MB, GB] = [1024, 1024 ** 2, 1024 ** 3]
/** The values that were planned for 8 GB, in the units that PostgreSQL says them in: pages of 8 kB, or kB. */
const PLANNED = {
  shared_buffers: (2 * GB) / (8 * KB),
  effective_cache_size: (6 * GB) / (8 * KB),
  work_mem: (64 * MB) / KB,
  maintenance_work_mem: (512 * MB) / KB,
  max_connections: 200,
  // For a standby.
  wal_level: 'replica',
  hot_standby: 'on',
}

test('PostgreSQL takes its configuration, and has room for a standby', async () => {
  const programs = `/usr/lib/postgresql/${execFileSync('ls', ['/usr/lib/postgresql'], { encoding: 'utf8' }).trim().split('\n').at(-1)}/bin`
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const isRoot = process.getuid?.() === 0
  const as = { cwd: '/', ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}) }
  chmodSync(folder, 0o777)
  const data = join(folder, 'data')
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'postgres'], { ...as, stdio: 'ignore' })
  const text = readFileSync(join(here, 'postgresql.conf'), 'utf8')
  writeFileSync(join(data, 'postgresql.conf'), text)
  // Says each setting as it would be in force; one that it does not know is an error.
  const said = (name: string) =>
    execFileSync(join(programs, 'postgres'), ['-D', data, '-C', name], {
      ...as,
      encoding: 'utf8',
    }).trim()
  const inForce = Object.keys(PLANNED).map((name) => `${name} ${said(name)}`)
  expect(inForce).toEqual(Object.entries(PLANNED).map(([name, value]) => `${name} ${value}`))
})

test('Redis takes its configuration', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const port = await freePort()
  const config = join(here, '../redis/redis.conf')
  const child = spawn('redis-server', [config, '--port', `${port}`, '--dir', folder])
  const { createClient } = await import('@redis/client')
  const client = createClient({ url: `redis://127.0.0.1:${port}` })
  client.on('error', () => {})
  onTestFinished(async () => {
    client.destroy()
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  await client.connect()
  expect(await client.configGet('maxmemory*')).toMatchObject({
    maxmemory: `${4 * 1024 ** 3}`,
    'maxmemory-policy': 'allkeys-lru',
  })
  expect(await client.configGet('appendonly')).toEqual({ appendonly: 'yes' })
  // RDB beside it, after so many seconds with so many changes.
  expect(await client.configGet('save')).toEqual({ save: '900 1 300 10 60 10000' })
})
