import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logo } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { prepareLogo } from './prepare-logo.ts'
import { transcodeSpec } from './test/specs.ts'

const LIMITS = { isTool: true, timeoutMs: 20_000, maxBytes: 10_000_000 }
let folder: string
let asset: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logo-'))
  asset = join(folder, 'asset.png')
  const colour = ['-f', 'lavfi', '-i', 'color=red:s=300x150,format=rgba', '-frames:v', '1']
  await runToEnd('ffmpeg', ['-v', 'error', ...colour, asset], LIMITS)
})
afterEach(() => rm(folder, { recursive: true }))

it('is as wide as its share of the frame, keeps its shape, and has its opacity in it', async () => {
  const prepared = await prepareLogo(request({ width: 1920, height: 1080 }))
  expect(prepared.exactSize).toBe(true)
  const { stdout } = await runToEnd(
    'ffmpeg',
    ['-v', 'error', '-i', prepared.file, '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'],
    LIMITS,
  )
  expect(stdout.length).toBe(240 * 120 * 4)
  expect([...stdout.subarray(0, 4)]).toEqual([254, 0, 0, 128].map((v) => expect.closeTo(v, -0.7)))
})

it('is made once for the same picture, size and opacity', async () => {
  const first = await prepareLogo(request({ width: 1280, height: 720 }))
  const { ino } = await stat(first.file)
  const second = await prepareLogo(request({ width: 1280, height: 720 }))
  expect((await stat(second.file)).ino).toBe(ino)
  expect((await prepareLogo(request({ width: 1920, height: 1080 }))).file).not.toBe(first.file)
})

it('keeps its own size while the frame is not known', async () => {
  expect((await prepareLogo(request(null))).exactSize).toBe(false)
})

it('says what to do about a broken picture, and leaves nothing behind', async () => {
  await writeFile(asset, 'no picture')
  await expect(prepareLogo(request(null))).rejects.toThrow(/Upload it again/)
  expect(await readdir(join(folder, 'cache'))).toEqual([])
})

function request(frame: { width: number; height: number } | null) {
  const { logo } = transcodeSpec({ logo: { x: 0, y: 0, width: 0.125, opacity: 0.5 } })
  return { asset, logo: logo as Logo, frame, cacheDir: join(folder, 'cache') }
}
