import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDb } from '@cashbacktv/db'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { startCluster } from '../postgres/test/start-cluster.ts'
import { freePort } from '../test/free-port.ts'

const here = import.meta.dirname
const NOBODY = 65_534
const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
/** With all that is something else in an address, in the list of users or in a line of the shell. */
const PASSWORD = `p@:"'$\\/% ş`

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pgbouncer-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  if (as.uid !== undefined) chownSync(path, as.uid, as.gid)
  return path
}

async function ask(url: string): Promise<unknown> {
  const handle = createDb(url, { max: 1 })
  try {
    const [row] = await handle.db.execute(sql`show port`)
    return row?.port
  } finally {
    await handle.close()
  }
}

test('who has the password comes through it, nobody else, and by SIGHUP it leads to another PostgreSQL', async () => {
  const [one, two] = await Promise.all([startCluster(PASSWORD), startCluster(PASSWORD)])
  onTestFinished(async () => {
    await one.stop()
    await two.stop()
  })
  const place = folder()
  const port = await freePort()
  const urlFile = join(place, 'url')
  const lead = (url: string) => {
    execFileSync('sh', ['-c', 'umask 077; printf "%s\\n" "$1" >"$2"', 'sh', url, urlFile], as)
  }
  lead(one.url)
  const env = {
    PATH: `${process.env.PATH}:/usr/sbin`,
    DATABASE_DIRECT_URL_FILE: urlFile,
    PGBOUNCER_PORT: `${port}`,
  }
  const child = spawn(join(here, 'serve.sh'), [join(place, 'conf')], { env, ...as, cwd: '/' })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  })
  const through = new URL(one.url)
  through.port = `${port}`
  await expect.poll(() => ask(through.href).catch(String)).toBe(one.port)
  for (const name of ['pgbouncer.ini', 'userlist.txt']) {
    expect(statSync(join(place, 'conf', name)).mode & 0o777).toBe(0o600)
  }
  expect(readFileSync(join(place, 'conf/pgbouncer.ini'), 'utf8')).not.toContain('p@')
  const wrong = new URL(through)
  wrong.password = 'another'
  await expect(ask(wrong.href)).rejects.toThrow()
  // The first is gone without a word; what is asked meanwhile is answered by the second.
  lead(two.url)
  child.kill('SIGHUP')
  await one.kill()
  await expect.poll(() => ask(through.href).catch(String)).toBe(two.port)
  // One that cannot be rendered is said, and the one of before holds.
  lead('mysql://u:p@h/n')
  child.kill('SIGHUP')
  await expect.poll(() => said).toContain('DATABASE_DIRECT_URL is no address of one PostgreSQL')
  expect(said).not.toContain(PASSWORD)
  expect(await ask(through.href)).toBe(two.port)
})

test.each([
  ['', 'is no address'],
  ['postgres://u:p@one,two/n', 'is no address of one PostgreSQL'],
  ['postgres://u:p@h/n;x', 'other characters'],
])('%j is refused without being said', (url, why) => {
  const run = () =>
    execFileSync(join(here, 'render.sh'), [folder()], {
      env: { PATH: process.env.PATH, DATABASE_DIRECT_URL: url },
      stdio: 'pipe',
    })
  expect(run).toThrow(why)
})

/** What the page has typed before PgBouncer runs as a service, with `etc` in place of the machine's. */
function unitByThePage(etc: string): string {
  const page = readFileSync(join(here, '../../docs/deployment.md'), 'utf8')
  const typed = page
    .split('\n')
    .filter((line) => /^(install -D|sed ).*(database-direct-url|pgbouncer\.service)/.test(line))
    .map((line) => line.replaceAll('/etc/', `${etc}/`).replace(' --owner=postgres', ''))
  mkdirSync(join(etc, 'systemd/system'), { recursive: true })
  execFileSync('bash', ['-euc', typed.join('\n')], { cwd: join(here, '../..') })
  return join(etc, 'systemd/system/cashbacktv-pgbouncer.service')
}

test('the page makes a unit of it that systemd finds nothing wrong with, for a user that PgBouncer takes', () => {
  const etc = folder()
  const unit = unitByThePage(etc)
  expect(statSync(join(etc, 'cashbacktv/database-direct-url')).mode & 0o777).toBe(0o600)
  const lines = readFileSync(unit, 'utf8').split('\n')
  // Where the file of the password was put, and a folder that it may write to.
  for (const line of [
    'User=postgres',
    'Environment=DATABASE_DIRECT_URL_FILE=/etc/cashbacktv/database-direct-url',
    'RuntimeDirectory=cashbacktv-pgbouncer',
    `ExecStart=${join(here, 'serve.sh')} /run/cashbacktv-pgbouncer`,
    'Restart=always',
  ])
    expect(lines).toContain(line)
  const said = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
  expect([said.status, said.stdout, said.stderr]).toEqual([0, '', ''])
})
