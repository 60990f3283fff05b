import { createHash, randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { BROADCAST_PRESET, MOST_OF_BACKUP, type RestoreReport } from '@cashbacktv/contract'
import { auditEntries, logos } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const MB = 1024 * 1024
/** More than a file could have together when it was held whole. */
const PICTURES = 30
const SIDE = 720

let one: TestPlane
let headers: Record<string, string>
beforeAll(async () => {
  one = await startTestPlane()
  headers = { authorization: `Bearer ${one.tokens.admin}` }
})
afterAll(() => one?.close())
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await one.db.delete(logos)
})

/** So many pictures of 2 MB that hardly pack, as an upload would leave them. */
async function fill(count = PICTURES): Promise<void> {
  const raw = { width: SIDE, height: SIDE, channels: 4 as const }
  const content = await sharp(randomBytes(SIDE * SIDE * 4), { raw })
    .png({ compressionLevel: 1 })
    .toBuffer()
  expect(content.length).toBeGreaterThan(2_000_000)
  const sha256 = createHash('sha256').update(content).digest('hex')
  await one.db.execute(sql`
    insert into ${logos} (sha256, mime, width, height, bytes, content)
    select ${sha256}, 'image/png', ${SIDE}::int, ${SIDE}::int, ${content.length}::int, ${content}::bytea
    from generate_series(1, ${count}::int)`)
}

/** How much more memory the process had at most while something went on than before it, in bytes. */
async function grownBy(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 5)
  await work()
  clearInterval(watch)
  return most - before
}

async function download(name: string): Promise<string> {
  const path = join(one.dataDir, name)
  const as = { ...headers, 'accept-encoding': 'identity' }
  const { status, body } = await fetch(`${one.url}/api/v1/backup`, { headers: as })
  expect(status).toBe(200)
  if (body) await writeFile(path, body)
  return path
}

async function restore(path: string, query = ''): Promise<Response> {
  return fetch(`${one.url}/api/v1/backup/restore${query}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: await openAsBlob(path),
  })
}

/** Of all but when it was made. */
async function digestOf(path: string): Promise<string> {
  const file = await open(path)
  const hash = createHash('sha256')
  const start = '{"format":1,"createdAt":"2026-01-01T00:00:00.000Z"'.length
  for await (const bytes of file.createReadStream({ start })) hash.update(bytes)
  return hash.digest('hex')
}

test('60 MB of pictures are written and brought back, and few of them are held', async () => {
  await fill()
  let path = ''
  const written = await grownBy(async () => {
    path = await download('whole.json')
  })
  const before = await digestOf(path)
  await one.db.delete(logos)
  const answers: unknown[] = []
  const read = await grownBy(async () => {
    for (const query of ['?dryRun=true', '?mode=replace']) {
      const answer = await restore(path, query)
      expect(answer.status).toBe(200)
      const report: RestoreReport = JSON.parse(await answer.text())
      const pictures = report.items.filter(({ kind }) => kind === 'picture')
      const changes = pictures.map(({ change }) => change)
      answers.push([changes.length, [...new Set(changes)]])
    }
  })
  console.info(
    `RSS: ${Math.round(written / MB)} MB to write, ${Math.round(read / MB)} MB to restore`,
  )
  expect(answers).toEqual([
    [PICTURES, ['create']],
    [PICTURES, ['create']],
  ])
  expect(await digestOf(await download('again.json'))).toBe(before)
  expect(written).toBeLessThan(150 * MB)
  expect(read).toBeLessThan(250 * MB)
}, 240_000)

/** Asks without taking more of the answer than its head. */
function askPaused(head: readonly string[], body = ''): Socket {
  const socket = connect({ port: one.plane.port, host: '127.0.0.1' })
  sockets.push(socket)
  socket.on('error', () => {})
  const lines = [...head, 'Host: x', `Authorization: ${headers.authorization}`]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  return socket
}

test('for who reads nothing next to nothing is read from the database', async () => {
  await fill()
  const socket = askPaused(['GET /api/v1/backup HTTP/1.1', 'Connection: close'])
  await new Promise((resolve) => socket.once('readable', resolve))
  for (let asked = 0; asked < 50; asked++) {
    expect((await one.as('admin', 'GET', '/channels')).status).toBe(200)
  }
  // What was not read until now does not come any more; the one that was being read breaks it off.
  await one.db.delete(logos)
  let bytesRead = 0
  for await (const bytes of socket) bytesRead += bytes.length
  expect(bytesRead).toBeGreaterThan(0)
  expect(bytesRead).toBeLessThan((PICTURES / 3) * 2 * MB)
}, 60_000)

test('a picture that a channel shows, deleted meanwhile, breaks it off', async () => {
  await fill()
  const [shown] = await one.db
    .select({ id: logos.id })
    .from(logos)
    .orderBy(sql`${logos.id} desc`)
    .limit(1)
  const made = await one.as('admin', 'POST', '/channels', {
    name: 'Haber',
    sources: [{ url: 'testcard://640x360@25' }],
    logo: { assetId: shown?.id },
  })
  expect(made.status).toBe(201)
  const { body } = await fetch(`${one.url}/api/v1/backup`, { headers })
  const reader = body?.getReader()
  await reader?.read()
  await one.db.delete(logos)
  const rest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(rest()).rejects.toThrow('terminated')
  expect(one.log.join('')).toContain('an answer was broken off')
  await one.as('admin', 'DELETE', `/channels/${made.body.id}`)
}, 60_000)

test('one is restored at a time, and one that breaks off leaves nothing', async () => {
  await fill(3)
  const path = await download('three.json')
  await one.db.delete(logos)
  const whole = Buffer.from(await (await openAsBlob(path)).arrayBuffer())
  const first = askPaused([
    ...['POST /api/v1/backup/restore HTTP/1.1', 'Content-Type: application/json'],
    `Content-Length: ${whole.length}`,
  ])
  first.write(whole.subarray(0, whole.length - 100_000))
  const staged = async () => {
    const [row] = await one.db.execute<{ count: number }>(
      sql`select count(*)::int as count from pg_stat_activity
        where pid <> pg_backend_pid() and state like 'idle in transaction%'
          and query like '%restored_pictures%'`,
    )
    return row?.count
  }
  await expect.poll(staged).toBe(1)
  const busy = await restore(path)
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await busy.text()).toContain('restore-busy')
  first.destroy()
  await expect.poll(staged).toBe(0)
  expect(await one.db.$count(logos)).toBe(0)
  await expect.poll(async () => (await restore(path)).status).toBe(200)
  expect(await one.db.$count(logos)).toBe(3)
}, 60_000)

test('a backup that could not be restored is not written, and says so', async () => {
  await one.db.execute(sql`
    insert into ${logos} (sha256, mime, width, height, bytes, content)
    select 'a', 'image/png', 1, 1, 0, '' from generate_series(1, 10001)`)
  const entries = () => one.db.$count(auditEntries, eq(auditEntries.action, 'backup.download'))
  const before = await entries()
  const { status, body } = await one.as('admin', 'GET', '/backup')
  expect(status).toBe(409)
  expect(body.error.message).toContain('There are 10001 pictures')
  expect(await entries()).toBe(before)
})

test('nobody makes more than a backup may have, and so keeps one from being made', async () => {
  const most = { ...MOST_OF_BACKUP }
  const png = await sharp({ create: { width: 8, height: 8, channels: 4, background: 'red' } })
    .png()
    .toBuffer()
  const form = new FormData()
  form.set('file', new File([new Uint8Array(png)], 'a.png'))
  const send = { method: 'POST', headers: { authorization: `Bearer ${one.tokens.operator}` } }
  const sources = [{ url: 'testcard://640x360@25' }]
  const list = 'name;source\nSpor;testcard://640x360@25\n'
  try {
    Object.assign(MOST_OF_BACKUP, { channels: 0, pictures: 0, channelGroups: 0, presets: 0 })
    const answers = [
      await one.ask({ ...send, path: '/api/v1/uploads/logo', raw: form }),
      await one.as('operator', 'POST', '/channels', { name: 'Spor', sources }),
      await one.as('operator', 'POST', '/channels/import', { list, dryRun: false }),
      await one.as('admin', 'POST', '/groups', { name: 'House' }),
      await one.as('admin', 'POST', '/settings/presets', {
        name: 'House',
        encoding: BROADCAST_PRESET,
      }),
    ]
    for (const { status, text } of answers) {
      expect([status, text]).toEqual([409, expect.stringContaining('no-room')])
    }
  } finally {
    Object.assign(MOST_OF_BACKUP, most)
  }
  expect((await one.as('operator', 'POST', '/channels', { name: 'Spor', sources })).status).toBe(
    201,
  )
})
