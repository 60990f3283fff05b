import { readChild } from './child.ts'

export type Colour = { red: number; green: number; blue: number }
export type Frame = { width: number; height: number; pixels: Buffer }
/** In fractions of the frame. */
export type Region = { x: number; y: number; width: number; height: number }

/** One frame of a stream or file as RGB, decoded by FFmpeg. */
export async function grabFrame(url: string): Promise<Frame> {
  const { width, height } = await frameSize(url)
  const args = ['-v', 'error', '-nostdin', '-i', url, '-frames:v', '1']
  const pixels = await readChild('ffmpeg', [...args, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'])
  if (pixels.length !== width * height * 3) throw new Error(`Frame of ${pixels.length} bytes`)
  return { width, height, pixels }
}

/** Size of the first video stream. */
export async function frameSize(url: string): Promise<{ width: number; height: number }> {
  const entries = ['-select_streams', 'v:0', '-show_entries', 'stream=width,height']
  const text = await readChild('ffprobe', ['-v', 'error', ...entries, '-of', 'json', url])
  const [stream] = JSON.parse(text.toString()).streams as { width: number; height: number }[]
  if (!stream) throw new Error(`No video in ${url}`)
  return stream
}

/** Mean colour of a region. */
export function meanColour({ width, height, pixels }: Frame, region: Region): Colour {
  const left = Math.round(region.x * width)
  const right = Math.max(left + 1, Math.round((region.x + region.width) * width))
  const top = Math.round(region.y * height)
  const bottom = Math.max(top + 1, Math.round((region.y + region.height) * height))
  const sum = { red: 0, green: 0, blue: 0 }
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = (row * width + column) * 3
      sum.red += pixels[at] ?? 0
      sum.green += pixels[at + 1] ?? 0
      sum.blue += pixels[at + 2] ?? 0
    }
  }
  const count = (right - left) * (bottom - top)
  return { red: sum.red / count, green: sum.green / count, blue: sum.blue / count }
}

/** Largest difference of a component, 0 to 255. Encoding and colour matrices cost up to about 12. */
export function colourDistance(one: Colour, other: Colour): number {
  return Math.max(
    Math.abs(one.red - other.red),
    Math.abs(one.green - other.green),
    Math.abs(one.blue - other.blue),
  )
}

/** What is seen where `top` lies over `bottom` with this opacity. */
export function blend(top: Colour, bottom: Colour, opacity: number): Colour {
  const mix = (one: number, other: number) => one * opacity + other * (1 - opacity)
  return {
    red: mix(top.red, bottom.red),
    green: mix(top.green, bottom.green),
    blue: mix(top.blue, bottom.blue),
  }
}
