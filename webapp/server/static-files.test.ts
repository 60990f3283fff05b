import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staticFiles } from './static-files.ts'

const SCRIPT = 'export const text = "ç"\n'.repeat(100)
let folder: string
let serve: ReturnType<typeof staticFiles>
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'static-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets/app-1.js'), SCRIPT)
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'assets/app-1.js.br'), brotliCompressSync(SCRIPT))
  serve = staticFiles(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

const get = (path: string, accepts?: string) =>
  serve(new Request(`http://x${path}`, accepts ? { headers: { 'accept-encoding': accepts } } : {}))

test.each(['br', 'gzip, deflate, br, zstd', 'BR', 'gzip;q=0.5, br;q=0.9'])(
  'who takes Brotli (%s) gets the packed copy, which is the file',
  async (accepts) => {
    const answer = await get('/assets/app-1.js', accepts)
    expect(answer?.headers.get('content-encoding')).toBe('br')
    expect(answer?.headers.get('content-type')).toContain('javascript')
    expect(answer?.headers.get('vary')).toBe('accept-encoding')
    const packed = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0))
    expect(packed.length).toBeLessThan(SCRIPT.length / 10)
    expect(brotliDecompressSync(packed).toString()).toBe(SCRIPT)
  },
)

test.each([undefined, 'gzip', 'gzip, br;q=0', 'brotli'])(
  'who does not (%s) gets the file itself, and caches know the difference',
  async (accepts) => {
    const answer = await get('/assets/app-1.js', accepts)
    expect(answer?.headers.get('content-encoding')).toBeNull()
    expect(answer?.headers.get('vary')).toBe('accept-encoding')
    expect(await answer?.text()).toBe(SCRIPT)
  },
)

test('what has no packed copy is served as it is, and a packed copy is no file of its own', async () => {
  const small = await get('/favicon.svg', 'br')
  expect(small?.headers.get('content-encoding')).toBeNull()
  expect(await small?.text()).toBe('<svg/>')
  expect((await get('/assets/app-1.js.br', 'br'))?.status).toBe(404)
  expect((await get('/assets/other.js'))?.status).toBe(404)
  expect(await get('/channels')).toBeNull()
})
