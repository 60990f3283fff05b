import { join } from 'node:path'
import { runToEnd } from '../../process/run-to-end.ts'

const LIMITS = { isTool: true, timeoutMs: 55_000, maxBytes: 900_000_000 }

export type Picture = { width: number; height: number; pixels: Buffer }
export type Box = { x: number; y: number; width: number; height: number }
export type Rgb = readonly [red: number, green: number, blue: number]

export const WHITE: Rgb = [255, 255, 255]

/** Every picture of what a run wrote, in RGB, in order. */
export async function picturesOf(out: string): Promise<Picture[]> {
  const playlist = join(out, 'index.m3u8')
  const { width, height } = await sizeOf(playlist)
  const matrix = height >= 720 ? 'bt709' : 'smpte170m'
  const args = [
    '-v',
    'error',
    '-i',
    playlist,
    '-vf',
    `scale=in_color_matrix=${matrix},format=rgb24`,
  ]
  const { stdout } = await runToEnd(
    'ffmpeg',
    [...args, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'],
    LIMITS,
  )
  const bytes = width * height * 3
  return Array.from({ length: Math.floor(stdout.length / bytes) }, (_, index) => ({
    width,
    height,
    pixels: stdout.subarray(index * bytes, (index + 1) * bytes),
  }))
}

async function sizeOf(file: string): Promise<{ width: number; height: number }> {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'stream=width,height']
  const { stdout } = await runToEnd(
    'ffprobe',
    ['-v', 'error', ...entries, '-of', 'json', file],
    LIMITS,
  )
  return JSON.parse(stdout.toString()).streams[0]
}

/** Smallest box around all pixels within 40 of a colour; null where there is none. */
export function boxOf({ width, height, pixels }: Picture, colour: Rgb): Box | null {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      if (!isNear(pixels, at, colour)) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = y
    }
  if (right < 0) return null
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

function isNear(pixels: Buffer, at: number, colour: Rgb): boolean {
  return colour.every((part, index) => Math.abs((pixels[at + index] ?? 0) - part) <= 40)
}

/** Seconds at which black and silence end. */
export async function beepsAndFlashes(
  out: string,
): Promise<{ flashes: number[]; beeps: number[] }> {
  const graph =
    '[0:v]blackdetect=d=0.2:pix_th=0.3:pic_th=0.7[v];[0:a]silencedetect=n=-35dB:d=0.2[a]'
  const ends = ['-filter_complex', graph, '-map', '[v]', '-map', '[a]']
  const log = await analysed(out, ends)
  const times = (pattern: RegExp) => [...log.matchAll(pattern)].map(([, time]) => Number(time))
  return { flashes: times(/black_end:([\d.]+)/g), beeps: times(/silence_end: ([\d.]+)/g) }
}

/** The loudest sample of all, in decibels of full scale; AAC can be over it. */
export async function peakOf(out: string): Promise<number> {
  const log = await analysed(out, ['-map', '0:a', '-af', 'astats=measure_perchannel=none'])
  const peak = log.match(/Peak level dB: (-?[\d.]+)/)?.[1]
  if (peak === undefined) throw new Error('There is no audio.')
  return Number(peak)
}

async function analysed(out: string, how: readonly string[]): Promise<string> {
  const input = ['-hide_banner', '-nostats', '-i', join(out, 'index.m3u8')]
  const { stderr } = await runToEnd('ffmpeg', [...input, ...how, '-f', 'null', '-'], LIMITS)
  return stderr
}
