import { createHash } from 'node:crypto'
import { existsSync, utimesSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logo } from '@cashbacktv/contract'
import type { Frame, PreparedLogo } from '../domain/plan-ffmpeg/plan-input.ts'
import { runToEnd } from '../process/run-to-end.ts'

export type LogoRequest = {
  /** The picture as fetched from the control plane. */
  asset: string
  logo: Logo
  /** Size of the frame it is laid on; null while the source's size is not known. */
  frame: Frame | null
  cacheDir: string
}

const TIMEOUT_MS = 15_000
const KEPT = 200

/**
 * Scales the picture to its exact pixels and applies its opacity, once: what is left for each frame
 * is laying it down. Kept by what it was made from. Throws a sentence for people when it cannot be read.
 */
export async function prepareLogo(request: LogoRequest): Promise<PreparedLogo> {
  const { asset, logo, frame, cacheDir } = request
  const width = frame ? pixelWidth(logo, frame) : null
  const key = createHash('sha256').update(`1 ${logo.sha256} ${width} ${logo.opacity}`)
  const file = join(cacheDir, `${key.digest('hex').slice(0, 32)}.png`)
  const prepared = { file, exactSize: width !== null }
  // Where it is there a start does not wait for it, not for a turn of the event loop.
  if (existsSync(file)) {
    utimesSync(file, new Date(), new Date())
    return prepared
  }
  await mkdir(cacheDir, { recursive: true })
  await trim(cacheDir)
  await make(asset, width, logo.opacity, file)
  return prepared
}

/** Pixels from edge to edge of the logo; even, because colour is stored for every second one. */
function pixelWidth(logo: Logo, frame: Frame): number {
  return Math.max(2, Math.round((frame.width * logo.width) / 2) * 2)
}

async function make(asset: string, width: number | null, opacity: number, file: string) {
  const temporary = `${file}.${process.pid}.${Date.now()}.tmp`
  // A picture larger than any frame is brought down once even when the frame is not known.
  const scale =
    width === null ? "scale=w='min(1920,iw)':h=-2" : `scale=w=${width}:h='max(2,trunc(ow/a/2)*2)'`
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-threads', '1'],
    ...['-protocol_whitelist', 'file', '-max_pixels', '16777216', '-i', asset],
    '-vf',
    `${scale}:flags=lanczos,setsar=1,format=rgba,colorchannelmixer=aa=${Number(opacity.toFixed(4))}`,
    ...['-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1', temporary],
  ]
  const { code } = await runToEnd('ffmpeg', args, { timeoutMs: TIMEOUT_MS, maxBytes: 1_000_000 })
  if (code !== 0) {
    await rm(temporary, { force: true })
    throw new Error('The picture of the logo cannot be read. Upload it again as PNG, JPEG or WebP.')
  }
  await rename(temporary, file)
}

/** The oldest unused ones go when there are many. */
async function trim(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png'))
  if (names.length < KEPT) return
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  const old = dated.sort((a, b) => a.at - b.at).slice(0, names.length - KEPT + 1)
  const dayAgo = Date.now() - 86_400_000
  for (const { name, at } of old) if (at < dayAgo) await rm(join(folder, name), { force: true })
}
