import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logo } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { logoFilters } from '../domain/plan-ffmpeg/logo-filters.ts'
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

it.each([
  ['higher than the frame', '200x4096', 1, { width: 34, height: 696 }],
  ['a strip of one pixel', '1x4096', 1, { width: 2, height: 720 }],
  ['a line of one pixel', '4096x1', 1, { width: 1280, height: 2 }],
  ['as large as one may be', '4096x4096', 1, { width: 720, height: 720 }],
  ['wider than it is high', '400x100', 0.5, { width: 640, height: 160 }],
])('is never larger than the frame: %s', async (_what, size, width, drawn) => {
  const colour = ['-f', 'lavfi', '-i', `color=red:s=${size},format=rgba`, '-frames:v', '1']
  await runToEnd('ffmpeg', ['-v', 'error', '-y', ...colour, asset], LIMITS)
  const { file } = await prepareLogo(request({ width: 1280, height: 720 }, width))
  // Width and height lie in its header (PNG, 11.2.2).
  const png = await readFile(file)
  expect({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }).toEqual(drawn)
})

it('is laid down within a frame of which the size is not known', async () => {
  const strip = ['-f', 'lavfi', '-i', 'color=red:s=1x4096,format=rgba', '-frames:v', '1']
  await runToEnd('ffmpeg', ['-v', 'error', '-y', ...strip, asset], LIMITS)
  const prepared = await prepareLogo(request(null, 1))
  const laid = logoFilters({ x: 0, y: 0, width: 1 }, prepared, 'bt709')
  const graph = ['[0:v]null[main]', ...laid].join(';')
  const frame = ['-v', 'error', '-f', 'lavfi', '-i', 'color=blue:s=320x180:d=1']
  const shown = ['-filter_complex', graph, '-map', '[laid]', '-frames:v', '1']
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
  const files = { reads: [prepared.file], writes: [] }
  const limits = { timeoutMs: 20_000, maxBytes: 10_000_000, files }
  const { code, stdout, stderr } = await runToEnd('ffmpeg', [...frame, ...shown, ...raw], limits)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.length).toBe(320 * 180 * 3)
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

function request(frame: { width: number; height: number } | null, width = 0.125) {
  const { logo } = transcodeSpec({ logo: { x: 0, y: 0, width, opacity: 0.5 } })
  return { asset, logo: logo as Logo, frame, cacheDir: join(folder, 'cache') }
}
