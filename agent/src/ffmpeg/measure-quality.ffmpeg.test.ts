import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROADCAST_PRESET, ChannelSpec } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { planQuality } from '../domain/plan-ffmpeg/quality-plan.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { readComparison } from './compare-pictures.ts'
import { measureQuality } from './measure-quality.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-quality-'))
})
afterAll(() => rm(folder, { recursive: true }))

function plan(url: string, crf: number, seconds = 2) {
  const spec = ChannelSpec.parse({
    id: '00000000-0000-4000-8000-000000000001',
    name: 'One',
    slug: 'one',
    on: true,
    restartGeneration: 0,
    logo: null,
    sources: [{ id: '00000000-0000-4000-8000-000000000002', url }],
    output: {
      mode: 'transcode',
      presetId: 'broadcast',
      encoding: { ...BROADCAST_PRESET, crf },
      renditions: [{ name: 'main', height: null }],
      audio: { mode: 'auto', bitrateKbps: 128 },
    },
    hls: {},
    slate: {},
    dvr: {},
    schedule: null,
    autoRestart: true,
    limits: {},
    priority: 50,
  })
  const [source] = spec.sources
  const video = { codec: 'h264', width: 320, height: 180, framesPerSecond: 25, interlaced: false }
  const facts = {
    container: 'mpegts',
    audio: null,
    bitrateKbps: null,
    video: { ...video, pixelFormat: 'yuv420p' },
  }
  const files = { piece: join(folder, 'piece.nut'), encoded: join(folder, 'encoded.nut') }
  const made =
    source &&
    planQuality({ spec, source, facts, files, seconds, capabilities: null, threadStep: 0 })
  if (!made) throw new Error('no plan')
  return made
}

const measure = (url: string, crf: number) =>
  measureQuality({ plan: plan(url, crf), hasVmaf: false, signal: new AbortController().signal })

it('tells a good encoding of a test card from a bad one, on all its pictures', async () => {
  const card = 'testcard://320x180@25'
  const [good, bad] = [await measure(card, 16), await measure(card, 40)]
  expect(good?.ssim).toBeGreaterThan(0.98)
  expect(bad?.ssim).toBeLessThan(0.95)
  expect(good?.vmaf).toBeNull()
  expect(good?.seconds).toBeCloseTo(2, 1)
})

it('compares a piece that was recorded picture by picture, whatever its clock says', async () => {
  const made = await runToEnd(
    'ffmpeg',
    [
      ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=2'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '10', '-pix_fmt', 'yuv420p'],
      ...['-output_ts_offset', '7.013', '-f', 'nut', join(folder, 'piece.nut')],
    ],
    { isTool: true, timeoutMs: 20_000, maxBytes: 100_000 },
  )
  expect(made.code).toBe(0)
  // One picture out of step of a moving card would be far below.
  expect((await measure('udp://239.1.2.3:5004', 16))?.ssim).toBeGreaterThan(0.98)
})

it('is nothing where the piece is missing, and ends when it is called off', async () => {
  const gone = plan('udp://239.1.2.3:5004', 20)
  gone.input[gone.input.indexOf('-i') + 1] = join(folder, 'none.nut')
  const signal = new AbortController().signal
  expect(await measureQuality({ plan: gone, hasVmaf: false, signal })).toBeNull()
  const long = plan('testcard://1280x720@50', 20, 3000)
  const began = Date.now()
  const off = AbortSignal.timeout(300)
  expect(await measureQuality({ plan: long, hasVmaf: false, signal: off })).toBeNull()
  expect(Date.now() - began).toBeLessThan(5000)
})

it('reads VMAF where there is one, and nothing of other words', () => {
  const ssim = '[Parsed_ssim_9 @ 0x1] SSIM Y:0.991234 (20.5) U:0.99 (21) All:0.992 (21.1)\n'
  expect(readComparison(`${ssim}[Parsed_libvmaf_8 @ 0x2] VMAF score: 96.113\n`)).toEqual({
    ssim: 0.991234,
    vmaf: 96.113,
  })
  expect(readComparison(ssim)).toEqual({ ssim: 0.991234, vmaf: null })
  expect(readComparison('Conversion failed!')).toBeNull()
})
