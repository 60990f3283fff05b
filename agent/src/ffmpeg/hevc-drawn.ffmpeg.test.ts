import { join } from 'node:path'
import { ChannelSpec } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runToEnd } from '../process/run-to-end.ts'
import { type AirLab, LOGO_COLOUR, PLACED, startAirLab } from './test/air-lab.ts'
import { transcodeSpec } from './test/specs.ts'

const [WIDTH, HEIGHT, SECONDS] = [320, 180, 3]
const BACKGROUND = [64, 96, 128]
const LINE = { kind: 'text', text: '████', x: 0.1, y: 0.1, size: 0.1, hasBox: false }

let lab: AirLab
beforeAll(async () => {
  lab = await startAirLab()
  const colour = `color=0x406080:s=${WIDTH}x${HEIGHT}:r=10:d=${SECONDS},format=yuv420p`
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', colour, '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-qp', '10', '-g', '10', 'plain.ts'],
  ])
})
afterAll(() => lab.close())

test('a logo and a line lie on a picture of HEVC where they are put, blended as they are to be', async () => {
  const spec = transcodeSpec({ logo: { ...PLACED, opacity: 0.5 }, layers: [LINE] })
  const wished = ChannelSpec.parse({ ...spec, output: { ...spec.output, codec: 'hevc' } })
  const { out } = await lab.carry(lab.url('plain.ts'), { spec: wished })
  expect(await codecOf(join(out, 'index.m3u8'))).toBe('hevc')
  const frame = await lastFrame(join(out, 'index.m3u8'))
  const colourAt = (x: number, y: number) => {
    const at = 3 * (Math.round(y * HEIGHT) * WIDTH + Math.round(x * WIDTH))
    return [...frame.subarray(at, at + 3)]
  }
  const blended = LOGO_COLOUR.map((part, at) => (part + (BACKGROUND[at] ?? 0)) / 2)
  expectNear(colourAt(0.8, 0.15), blended)
  expect(Math.min(...colourAt(0.14, 0.15))).toBeGreaterThan(200)
  expectNear(colourAt(0.5, 0.5), BACKGROUND)
}, 60_000)

/** Of each part of a colour: what is lost on the way to 4:2:0 and back, and by the encoder. */
const MOST_APART = 12

function expectNear(colour: readonly number[], wanted: readonly number[]): void {
  const apart = colour.map((part, at) => Math.abs(part - (wanted[at] ?? 0)))
  expect(Math.max(...apart), `${colour} for ${wanted}`).toBeLessThan(MOST_APART)
}

const LIMITS = { isTool: true, timeoutMs: 20_000, maxBytes: 50_000_000 }

async function codecOf(list: string): Promise<string> {
  const { stdout } = await runToEnd(
    'ffprobe',
    [
      ...['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=codec_name'],
      ...['-of', 'csv=p=0', list],
    ],
    LIMITS,
  )
  return stdout.toString('utf8').match(/\w+/)?.[0] ?? ''
}

async function lastFrame(list: string): Promise<Buffer> {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
  const { stdout } = await runToEnd(
    'ffmpeg',
    ['-v', 'error', '-nostdin', '-i', list, '-map', '0:v', ...raw],
    LIMITS,
  )
  return stdout.subarray(-3 * WIDTH * HEIGHT)
}
