import { readChild } from '../stack/child.ts'

export const LOGO_COLOUR = { red: 224, green: 32, blue: 192 }

/** A logo of one colour, twice as wide as high, in the format asked for. */
export function logoPicture(format: 'png' | 'jpeg' | 'webp' = 'png', width = 400): Promise<Buffer> {
  const { red, green, blue } = LOGO_COLOUR
  const colour = `0x${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  const codec = { png: 'png', jpeg: 'mjpeg', webp: 'libwebp' }[format]
  const container = format === 'webp' ? 'webp' : 'image2pipe'
  const picture = `color=${colour}:size=${width}x${width / 2}${format === 'png' ? ',format=rgba' : ''}`
  const input = ['-v', 'error', '-f', 'lavfi', '-i', picture, '-frames:v', '1']
  return readChild('ffmpeg', [...input, '-c:v', codec, '-f', container, '-'])
}
