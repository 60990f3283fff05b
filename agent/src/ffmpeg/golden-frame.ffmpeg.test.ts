import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SourceFacts } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { segmentFolders } from '../domain/plan-ffmpeg/hls-arguments.ts'
import { ladderOf } from '../domain/plan-ffmpeg/ladder.ts'
import { outputFrame } from '../domain/plan-ffmpeg/output-frame.ts'
import { planFfmpeg } from '../domain/plan-ffmpeg/plan-ffmpeg.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { prepareLogo } from './prepare-logo.ts'
import { probeSource } from './probe.ts'
import { serveFolder } from './test/serve-folder.ts'
import { transcodeSpec } from './test/specs.ts'

const LIMITS = { isTool: true, timeoutMs: 50_000, maxBytes: 50_000_000 }
const BACKGROUND = [64, 96, 128]
const LOGO_COLOUR = [255, 128, 0]
const placed = { x: 0.7, y: 0.1, width: 0.2 }

let folder: string
let server: Awaited<ReturnType<typeof serveFolder>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-'))
  server = await serveFolder(folder)
  await ffmpeg([
    '-f',
    'lavfi',
    '-i',
    'color=0xff8000:s=400x200,format=rgba',
    '-frames:v',
    '1',
    'logo.png',
  ])
  await source('480.ts', 640, 480)
  await source('1080.ts', 1920, 1080)
  await ffmpeg(['-i', 'concat:480.ts|1080.ts|480.ts', '-c', 'copy', 'changing.ts'])
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the picture that goes on air', () => {
  it.each([
    ['480.ts', 640, 480],
    ['1080.ts', 1920, 1080],
  ])(
    'has the logo at the same place of %s, blended by its opacity',
    async (file, width, height) => {
      const out = await onAir(file, { opacity: 0.5, known: true })
      const frame = await decode(out, 10, width, height)
      expectLogo(frame, { width, height, opacity: 0.5 })
    },
  )

  it('has the logo in place while the size of the source is not known', async () => {
    const out = await onAir('1080.ts', { opacity: 1, known: false })
    expectLogo(await decode(out, 10, 1920, 1080), { width: 1920, height: 1080, opacity: 1 })
  })

  it('keeps its size and the place of the logo when the source changes its size', async () => {
    const out = await onAir('changing.ts', { opacity: 1, known: true })
    expect(await frameCount(out)).toBeGreaterThan(280)
    for (const index of [10, 160, 270]) {
      const frame = await decode(out, index, 640, 480)
      expectLogo(frame, { width: 640, height: 480, opacity: 1, letterboxed: index === 160 })
    }
  })

  it('has a small copy with the logo, written soon after the start', async () => {
    const out = await onAir('480.ts', { opacity: 1, known: true })
    const { stdout } = await runToEnd(
      'ffmpeg',
      [
        ...['-v', 'error', '-i', join(out, 'thumb.jpg'), '-f', 'rawvideo'],
        ...['-pix_fmt', 'rgb24', '-'],
      ],
      LIMITS,
    )
    expect(stdout.length).toBe(480 * 360 * 3)
    expectNear(pixel(stdout, 480, 0.8, 0.15, 360), LOGO_COLOUR)
  })
})

type Wanted = { opacity: number; known: boolean }

async function onAir(file: string, { opacity, known }: Wanted): Promise<string> {
  const runDir = await mkdtemp(join(folder, 'run-'))
  const url = `${server.url}/${file}`
  const facts = known ? await probed(url) : null
  const spec = transcodeSpec({ logo: { ...placed, opacity } })
  if (!spec.logo || !spec.sources[0]) throw new Error('The channel of this test has no logo.')
  const frame = outputFrame(spec, facts)
  const cacheDir = join(folder, 'cache')
  const asset = join(folder, 'logo.png')
  const logo = await prepareLogo({ asset, logo: spec.logo, frame, cacheDir })
  await Promise.all(
    segmentFolders(runDir, ladderOf(spec, facts)).map((path) => mkdir(path, { recursive: true })),
  )
  const { args } = planFfmpeg({
    spec,
    facts,
    runDir,
    logo,
    threadStep: 0,
    capabilities: { filters: ['zscale'] },
    source: { ...spec.sources[0], url },
    progressUrl: 'udp://127.0.0.1:9',
  })
  const { code, stderr } = await runToEnd('ffmpeg', args, LIMITS)
  expect(
    code,
    stderr
      .split('\n')
      .filter((line) => /error|fatal/.test(line))
      .join('\n'),
  ).toBe(0)
  // What a run writes looks live; read as live it would never end.
  await appendFile(join(runDir, 'index.m3u8'), '#EXT-X-ENDLIST\n')
  return runDir
}

async function probed(url: string): Promise<SourceFacts> {
  const found = await probeSource({ url }, { allowCidrs: ['127.0.0.0/8'] })
  if (!found.ok) throw new Error(found.reason.message)
  // Read once and as fast as can be, as what is live would be: a recording would be played for ever.
  const { durationSeconds: _length, ...facts } = found.facts
  return facts
}

async function source(name: string, width: number, height: number): Promise<void> {
  const matrix = height >= 720 ? 'bt709' : 'smpte170m'
  await ffmpeg([
    ...['-f', 'lavfi', '-i', `color=0x406080:s=${width}x${height}:r=25:d=4,format=rgb24`],
    ...['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=4', '-ac', '2', '-c:a', 'aac'],
    ...['-vf', `scale=out_color_matrix=${matrix},format=yuv420p`, '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-qp', '10', '-g', '25', name],
  ])
}

async function ffmpeg(args: string[]): Promise<void> {
  const inFolder = args.map((arg) => arg.replace(/\b(\w+\.(ts|png))\b/g, `${folder}/$1`))
  const { code, stderr } = await runToEnd('ffmpeg', ['-v', 'error', '-y', ...inFolder], LIMITS)
  if (code !== 0) throw new Error(stderr)
}

async function decode(out: string, index: number, width: number, height: number): Promise<Buffer> {
  const matrix = height >= 720 ? 'bt709' : 'smpte170m'
  const { stdout, stderr } = await runToEnd(
    'ffmpeg',
    [
      ...['-v', 'error', '-i', join(out, 'index.m3u8'), '-vf'],
      `select=eq(n\\,${index}),scale=in_color_matrix=${matrix},format=rgb24`,
      ...['-frames:v', '1', '-f', 'rawvideo', '-'],
    ],
    LIMITS,
  )
  expect(stdout.length, stderr).toBe(width * height * 3)
  return stdout
}

async function frameCount(out: string): Promise<number> {
  const args = ['-v', 'error', '-select_streams', 'v', '-count_packets', '-show_entries']
  const { stdout } = await runToEnd(
    'ffprobe',
    [...args, 'stream=nb_read_packets', '-of', 'csv=p=0', join(out, 'index.m3u8')],
    LIMITS,
  )
  return Number.parseInt(stdout.toString(), 10)
}

type Expected = { width: number; height: number; opacity: number; letterboxed?: boolean }

/** The logo of this test is twice as wide as high; fractions of the frame on both sides of its edges. */
function expectLogo(frame: Buffer, { width, height, opacity, letterboxed }: Expected): void {
  const blend = LOGO_COLOUR.map((value, index) =>
    Math.round(value * opacity + (BACKGROUND[index] ?? 0) * (1 - opacity)),
  )
  const logoHeight = (placed.width * width) / 2 / height
  const [left, right] = [placed.x, placed.x + placed.width]
  const [top, bottom] = [placed.y, placed.y + logoHeight]
  const at = (x: number, y: number) => pixel(frame, width, x, y, height)
  const inside = 0.015
  if (!letterboxed) expectNear(at((left + right) / 2, (top + bottom) / 2), blend)
  else expectNear(at((left + right) / 2, bottom - 0.03), blend)
  expectNear(at(left + inside, bottom - inside), blend)
  expectNear(at(right - inside, bottom - inside), blend)
  expectNear(at(left - inside, bottom - inside), BACKGROUND)
  expectNear(at((left + right) / 2, bottom + inside), BACKGROUND)
  expectNear(at(0.2, 0.5), BACKGROUND)
}

function pixel(frame: Buffer, width: number, x: number, y: number, height: number): number[] {
  const at = (Math.round(y * height) * width + Math.round(x * width)) * 3
  return [...frame.subarray(at, at + 3)]
}

function expectNear(actual: number[], expected: number[]): void {
  const off = actual.map((value, index) => Math.abs(value - (expected[index] ?? 0)))
  expect(Math.max(...off), `${actual} is not near ${expected}`).toBeLessThanOrEqual(12)
}
