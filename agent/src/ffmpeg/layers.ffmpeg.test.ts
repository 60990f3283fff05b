import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Layer } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clockCells } from '../domain/plan-ffmpeg/clock-cells.ts'
import { FONT } from '../domain/plan-ffmpeg/letters.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { prepareLayer } from './prepare-layer.ts'
import { type AirLab, LOGO_COLOUR, startAirLab } from './test/air-lab.ts'
import { transcodeSpec } from './test/specs.ts'

const LIMITS = { isTool: true, timeoutMs: 50_000, maxBytes: 400_000_000 }
const [WIDTH, HEIGHT, RATE] = [640, 360, 25]
const CLOCK = {
  kind: 'clock',
  format: 'HH:MM:SS',
  timeZone: '+03:00',
  x: 0.1,
  y: 0.4,
  size: 0.15,
}

let lab: AirLab

beforeAll(async () => {
  lab = await startAirLab()
  const colour = `color=0x406080:s=${WIDTH}x${HEIGHT}:r=${RATE}:d=7,format=yuv420p`
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', colour, '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-qp', '10', '-g', '25', 'plain.ts'],
  ])
})
afterAll(() => lab.close())

const layersOf = (layers: readonly object[]): Layer[] => transcodeSpec({ layers }).layers

describe('text of a person', () => {
  const frame = { width: WIDTH, height: HEIGHT }
  const draw = async (text: string) => {
    const [valid] = layersOf([{ kind: 'text', text: 'valid', hasBox: false }])
    if (valid?.kind !== 'text') throw new Error('There is no line.')
    // What the edge refuses would not do harm here.
    const layer = { ...valid, text }
    const { file } = await prepareLayer({
      layer,
      asset: null,
      frame,
      cacheDir: join(lab.folder, 'texts'),
    })
    return pixelsOf(file)
  }

  // The same as a filter graph is told it in the command, each sign escaped by hand.
  it.each([
    ['%{n} %{localtime} %d', '%{n} %{localtime} %d'],
    ['a:b', 'a\\\\:b'],
    ["it's", "it\\\\\\'s"],
    ['back\\slash', 'back\\\\\\\\slash'],
    ['[v0];,null=x', '\\[v0\\]\\;\\,null=x'],
    ['Çığ düştü: İĞŞ', 'Çığ düştü\\\\: İĞŞ'],
  ])('%j is drawn as it is', async (text, inGraph) => {
    const drawn = await draw(text)
    const file = join(lab.folder, 'reference.png')
    // Of 360 lines, as by default: a line of 22 pixels, its letters 14 high.
    const reference = `drawtext=fontfile=${FONT}:text=${inGraph}:expansion=none:fontsize=14:fontcolor=0xffffff:x=8:y=16-ascent`
    const canvas = `color=0xffffff@0:s=${drawn.width}x${drawn.height},format=rgba`
    await lab.ffmpeg(['-f', 'lavfi', '-i', canvas, '-vf', reference, '-frames:v', '1', file])
    expect(drawn.height).toBe(22)
    expect(drawn.pixels.equals((await pixelsOf(file)).pixels)).toBe(true)
    expect(lastInk(drawn)).toBeGreaterThan(drawn.width - 12)
    expect(lastInk(drawn)).toBeLessThan(drawn.width - 4)
  })

  it('that is longer than the frame is wide is written smaller', async () => {
    const { width, height } = await draw('W'.repeat(120))
    expect(width).toBeLessThanOrEqual(WIDTH)
    expect(width).toBeGreaterThan(WIDTH / 2)
    expect(height).toBe(22)
  })

  it('of signs that the font lacks, and of none, does not fail', async () => {
    for (const text of ['👍🏽 東京 ️', 'مرحبا بالعالم', '\u200d', '\n\0'])
      expect((await draw(text)).height).toBe(22)
  })
})

it('shows a logo and a line where they are put, a clock that goes and a line that runs', async () => {
  const sha256 = 'b'.repeat(64)
  const assetId = '00000000-0000-4000-8000-000000000004'
  const spec = transcodeSpec({
    layers: [
      { kind: 'logo', assetId, sha256, x: 0.7, y: 0.1, width: 0.2 },
      { kind: 'text', text: '████', x: 0.1, y: 0.1, size: 0.1, hasBox: false },
      CLOCK,
      { kind: 'crawl', text: 'I', y: 0.8, size: 0.1 },
    ],
  })
  const { out } = await lab.carry(lab.url('plain.ts'), { spec, isPaced: true })
  const frames = await greyFrames(join(out, 'index.m3u8'))
  expect(frames.length).toBeGreaterThan(160)
  const [frame] = frames.slice(50)
  if (!frame) throw new Error('There are no frames.')
  const [background, orange] = [grey([64, 96, 128]), grey(LOGO_COLOUR)]
  expect(at(frame, 0.8, 0.15)).toBeCloseTo(orange, -1)
  expect(at(frame, 0.14, 0.15)).toBeGreaterThan(220)
  expect(at(frame, 0.5, 0.5)).toBeCloseTo(background, -1)
  expect(at(frame, 0.18, 0.6)).toBeCloseTo(background, -1)
  await expectTime(frames)
  expectRuns(frames.map((one) => brightestColumn(area(one, 0, 0.8, 1, 0.1), WIDTH)))
})

/** A second more every second, and the hour and the minute of its zone. */
async function expectTime(frames: readonly Buffer[]): Promise<void> {
  const read = await clockReader()
  const seconds = frames.map((frame) => read(frame, 2))
  const changes = seconds.flatMap((second, index) =>
    index > 0 && second !== seconds[index - 1] ? [index] : [],
  )
  const apart = changes.slice(1).map((index, place) => index - (changes[place] ?? 0))
  expect(changes.length).toBeGreaterThanOrEqual(5)
  for (const index of changes) {
    expect(seconds[index]).toBe(((seconds[index - 1] ?? 0) + 1) % 60)
  }
  const [last] = frames.slice(-1)
  if (!last) throw new Error('There are no frames.')
  const shown = (read(last, 0) * 60 + read(last, 1)) * 60 + read(last, 2)
  // Istanbul, some seconds ago: what it took to end the run and to look at it.
  const ago = (Date.now() / 1000 + 3 * 3600 - shown + 86_400 * 2) % 86_400
  expect(Math.min(ago, 86_400 - ago)).toBeLessThan(20)
  for (const between of apart) expect(Math.abs(between - RATE), `${changes}`).toBeLessThanOrEqual(2)
}

/** Reads what a unit of the clock shows, as the digits that were drawn which are most like it. */
async function clockReader() {
  const height = 54
  const { cells, cellWidth } = clockCells({ format: 'HH:MM:SS' }, height)
  const [layer] = layersOf([CLOCK])
  if (!layer) throw new Error('There is no clock.')
  const frame = { width: WIDTH, height: HEIGHT }
  const request = { layer, asset: null, frame, cacheDir: join(lab.folder, 'cache') }
  const { further = '', pitch = 0 } = await prepareLayer(request)
  const { width, pixels } = await pixelsOf(further)
  const cellOf = (digits: number, place: number) => {
    const row = digits * pitch + Math.floor(place / cellWidth)
    return pixels[(row * width + (place % cellWidth)) * 4 + 3] ?? 0
  }
  return (picture: Buffer, unit: number): number => {
    const [left, top] = [CLOCK.x * WIDTH + (cells[unit]?.x ?? 0), CLOCK.y * HEIGHT]
    const unlike = Array.from({ length: 60 }, (_, digits) => {
      let sum = 0
      for (let place = 0; place < cellWidth * height; place += 3) {
        const [row, column] = [Math.floor(place / cellWidth), place % cellWidth]
        const seen = picture[(top + row) * WIDTH + left + column] ?? 0
        sum += Math.abs((seen > 140 ? 255 : 0) - cellOf(digits, place))
      }
      return sum
    })
    return unlike.indexOf(Math.min(...unlike))
  }
}

/** Two pixels to the left with each frame, once it has come in. */
function expectRuns(columns: readonly (number | null)[]): void {
  const seen = columns.flatMap((column, index) => {
    const before = columns[index - 1]
    if (column === null || before == null || before > WIDTH - 16 || column < 16) return []
    return [column - before]
  })
  expect(seen.length).toBeGreaterThan(60)
  // Coding leaves a shadow of a pixel.
  for (const step of seen) expect(Math.abs(step + 2), `${columns}`).toBeLessThanOrEqual(1)
  expect(seen.reduce((sum, step) => sum + step, 0)).toBeCloseTo(-2 * seen.length, -1)
}

async function pixelsOf(file: string) {
  const png = await readFile(file)
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const raw = ['-v', 'error', '-i', file, '-f', 'rawvideo', '-pix_fmt', 'rgba', '-']
  const { stdout } = await runToEnd('ffmpeg', raw, LIMITS)
  return { width, height, pixels: stdout }
}

/** The last column in which anything can be seen; -1 for none. */
function lastInk({ width, pixels }: { width: number; pixels: Buffer }): number {
  let last = -1
  for (let at = 3; at < pixels.length; at += 4) {
    if ((pixels[at] ?? 0) > 64) last = Math.max(last, ((at - 3) / 4) % width)
  }
  return last
}

async function greyFrames(playlist: string): Promise<Buffer[]> {
  const raw = ['-v', 'error', '-i', playlist, '-f', 'rawvideo', '-pix_fmt', 'gray', '-']
  const { stdout } = await runToEnd('ffmpeg', raw, LIMITS)
  const bytes = WIDTH * HEIGHT
  return Array.from({ length: Math.floor(stdout.length / bytes) }, (_, index) =>
    stdout.subarray(index * bytes, (index + 1) * bytes),
  )
}

function at(frame: Buffer, x: number, y: number): number {
  return frame[Math.round(y * HEIGHT) * WIDTH + Math.round(x * WIDTH)] ?? 0
}

/** Rows of a part of a frame, behind each other. Fractions of the frame. */
function area(frame: Buffer, x: number, y: number, width: number, height: number): Buffer {
  const [left, right] = [Math.round(x * WIDTH), Math.round((x + width) * WIDTH)]
  const rows = Array.from({ length: Math.floor(height * HEIGHT) }, (_, row) => {
    const start = (Math.round(y * HEIGHT) + row) * WIDTH
    return frame.subarray(start + left, start + right)
  })
  return Buffer.concat(rows)
}

/** Null where nothing is bright. */
function brightestColumn(pixels: Buffer, width: number): number | null {
  const sums = new Array<number>(width).fill(0)
  for (const [place, value] of pixels.entries()) {
    if (value > 150) sums[place % width] = (sums[place % width] ?? 0) + value
  }
  const most = Math.max(...sums)
  return most === 0 ? null : sums.indexOf(most)
}

function grey([red, green, blue]: readonly [number, number, number] | readonly number[]): number {
  return 0.299 * (red ?? 0) + 0.587 * (green ?? 0) + 0.114 * (blue ?? 0)
}
