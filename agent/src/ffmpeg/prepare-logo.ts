import { dirname } from 'node:path'
import type { Logo } from '@cashbacktv/contract'
import type { Frame, PreparedLogo } from '../domain/plan-ffmpeg/plan-input.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { keptPicture } from './kept-pictures.ts'

export type LogoRequest = {
  /** The picture as fetched from the control plane. */
  asset: string
  logo: Pick<Logo, 'sha256' | 'width' | 'opacity'>
  /** Size of the frame it is laid on; null while the source's size is not known. */
  frame: Frame | null
  cacheDir: string
}

const TIMEOUT_MS = 15_000

/**
 * Scales the picture to its exact pixels and applies its opacity, once: what is left for each frame
 * is laying it down. Kept by what it was made from. Throws a sentence for people when it cannot be read.
 */
export async function prepareLogo(request: LogoRequest): Promise<PreparedLogo> {
  const { asset, logo, frame, cacheDir } = request
  const most = frame ? mostPixels(logo, frame) : null
  const key = `2 ${logo.sha256} ${most?.width}x${most?.height} ${logo.opacity}`
  const file = await keptPicture(cacheDir, key, (made) => make(asset, most, logo.opacity, made))
  return { file, exactSize: most !== null }
}

/**
 * Pixels from edge to edge of the logo, and at most from top to bottom; even, because colour is stored
 * for every second one.
 */
function mostPixels(logo: Pick<Logo, 'width'>, frame: Frame): Frame {
  const width = Math.max(2, Math.round((frame.width * logo.width) / 2) * 2)
  return { width, height: Math.max(2, Math.floor(frame.height / 2) * 2) }
}

async function make(asset: string, most: Frame | null, opacity: number, file: string) {
  // A picture larger than any frame is brought down once even when the frame is not known.
  const scale = most === null ? "scale=w='min(1920,iw)':h=-2" : withinFrame(most)
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-threads', '1'],
    ...['-protocol_whitelist', 'file', '-max_pixels', '16777216', '-i', asset],
    '-vf',
    `${scale}:flags=lanczos,setsar=1,format=rgba,colorchannelmixer=aa=${Number(opacity.toFixed(4))}`,
    ...['-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1', file],
  ]
  const files = { reads: [asset], writes: [dirname(file)] }
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: 1_000_000, files }
  const { code } = await runToEnd('ffmpeg', args, limits)
  if (code !== 0) {
    throw new Error('The picture of the logo cannot be read. Upload it again as PNG, JPEG or WebP.')
  }
}

/** As wide as is wished, but no higher than the frame: a narrow strip would take gigabytes to draw. */
function withinFrame({ width, height }: Frame): string {
  const w = `max(2,min(${width},trunc(${height}*a/2)*2))`
  return `scale=w='${w}':h='max(2,min(${height},trunc(ow/a/2)*2))'`
}
