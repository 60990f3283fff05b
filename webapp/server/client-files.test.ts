import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientFiles } from './client-files.ts'

const SCRIPT = 'export const text = "ç"\n'.repeat(100)
let folder: string
let app: Hono
beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'static-')), 'client')
  mkdirSync(folder)
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/app-1.js'), SCRIPT)
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'assets/app-1.js.br'), brotliCompressSync(SCRIPT))
  app = new Hono().use(clientFiles(folder)).all('*', (c) => c.text('a page'))
})
afterAll(() => rmSync(join(folder, '..'), { recursive: true }))

const get = async (path: string, accepts?: string, method = 'GET') =>
  app.request(path, { method, headers: accepts ? { 'accept-encoding': accepts } : {} })

test.each(['br', 'gzip, deflate, br, zstd', 'BR', 'gzip;q=0.5, br;q=0.9'])(
  'who takes Brotli (%s) gets the packed copy, which is the file',
  async (accepts) => {
    const answer = await get('/assets/app-1.js', accepts)
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    const packed = Buffer.from(await answer.arrayBuffer())
    expect(packed.length).toBeLessThan(SCRIPT.length / 10)
    expect(brotliDecompressSync(packed).toString()).toBe(SCRIPT)
  },
)

test.each([undefined, 'gzip', 'gzip, br;q=0', 'brotli'])(
  'who does not (%s) gets the file itself, and caches know the difference',
  async (accepts) => {
    const answer = await get('/assets/app-1.js', accepts)
    expect(answer.headers.get('content-encoding')).toBeNull()
    expect(answer.headers.get('vary')).toBe('accept-encoding')
    expect(await answer.text()).toBe(SCRIPT)
  },
)

test('what has no packed copy is served as it is, and a packed copy is no file of its own', async () => {
  const small = await get('/favicon.svg', 'br')
  expect(small.headers.get('content-encoding')).toBeNull()
  expect(await small.text()).toBe('<svg/>')
  expect((await get('/assets/app-1.js.br', 'br')).status).toBe(404)
  expect((await get('/assets/other.js')).status).toBe(404)
  expect(await (await get('/channels')).text()).toBe('a page')
})

test('a HEAD request hears of a file what a GET does, without the file', async () => {
  const [asked, read] = [
    await get('/assets/app-1.js', 'br', 'HEAD'),
    await get('/assets/app-1.js', 'br'),
  ]
  expect(await asked.text()).toBe('')
  expect([...asked.headers]).toEqual([...read.headers])
})

test('files whose names carry their hash are kept for a year, others for an hour', async () => {
  expect((await get('/assets/app-1.js')).headers.get('cache-control')).toContain(
    '31536000, immutable',
  )
  const other = (await get('/favicon.svg')).headers
  expect(other.get('cache-control')).toBe('public, max-age=3600')
  expect(other.get('x-content-type-options')).toBe('nosniff')
})

test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt'])(
  'no path leads out of the folder: %s',
  async (path) => {
    writeFileSync(join(folder, '../secret.txt'), 'secret')
    expect(await (await get(path)).text()).not.toBe('secret')
  },
)

test('a file that came after the start is not looked for on the disk', async () => {
  writeFileSync(join(folder, 'late.txt'), 'late')
  expect(await (await get('/late.txt')).text()).toBe('a page')
})
