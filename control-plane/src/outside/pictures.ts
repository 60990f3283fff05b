import { createHash } from 'node:crypto'
import { type Message, MOST_ASSET_BYTES, messageOf, Sha256 } from '@cashbacktv/contract'
import sharp, { type Sharp } from 'sharp'
import { type DomainError, errorAt } from '../domain/errors.ts'
import type { Picture } from './outside.ts'

const MAX_SIDE = 4096

/**
 * Takes a picture in: the kind is told by its bytes and not by its name, the size is judged before
 * anything is decoded. The one door to sharp.
 *
 * @throws DomainError `validation_failed` or `unsupported_media_type`, with the field `file`
 */
export async function takePicture(bytes: Uint8Array): Promise<Picture> {
  if (bytes.length === 0) throw refuse('validation_failed', messageOf('picture-file-empty'))
  if (!isKnownKind(bytes)) {
    throw refuse('unsupported_media_type', messageOf('picture-kind'))
  }
  const { width, height, pages } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw broken()
    })
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw refuse('validation_failed', messageOf('picture-sides', { width, height, most: MAX_SIDE }))
  }
  if ((pages ?? 1) > 1 || isAnimatedPng(bytes)) {
    throw refuse('validation_failed', messageOf('picture-animated'))
  }
  return encode(sharp(bytes, { limitInputPixels: MAX_SIDE * MAX_SIDE, failOn: 'warning' }).rotate())
}

/**
 * Whether bytes are a picture as `takePicture` leaves it, of this size: a PNG that decodes and carries
 * nothing but its pixels.
 */
export async function isOurPicture(
  bytes: Uint8Array,
  size: { width: number; height: number },
): Promise<boolean> {
  if (!isBarePng(bytes)) return false
  const image = sharp(bytes, { limitInputPixels: MAX_SIDE * MAX_SIDE, failOn: 'warning' })
  try {
    const { format, width, height, exif, icc, xmp, comments } = await image.metadata()
    const isBare = !exif && !icc && !xmp && (comments ?? []).length === 0
    if (format !== 'png' || width !== size.width || height !== size.height || !isBare) return false
    await image.stats()
    return true
  } catch {
    return false
  }
}

/** A logo for the demo channel. */
export function drawDemoLogo(): Promise<Picture> {
  const circle = `<circle cx="60" cy="60" r="30" fill="none" stroke="#fff" stroke-width="12"/>`
  const play = `<path d="M140 34 L188 60 L140 86 Z" fill="#fff"/>`
  const plate = `<rect width="220" height="120" rx="24" fill="#e11d48"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="440" height="240" viewBox="0 0 220 120">${plate}${circle}${play}</svg>`
  return encode(sharp(Buffer.from(svg)))
}

async function encode(image: Sharp): Promise<Picture> {
  const { data, info } = await image
    .toColourspace('srgb')
    .ensureAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw broken()
    })
  if (data.length > MOST_ASSET_BYTES) {
    const megabytes = MOST_ASSET_BYTES / (1024 * 1024)
    throw refuse('validation_failed', messageOf('picture-detailed', { megabytes }))
  }
  const sha256 = Sha256.parse(createHash('sha256').update(data).digest('hex'))
  return { content: data, width: info.width, height: info.height, sha256 }
}

function isKnownKind(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    head.startsWith(SIGNATURE) ||
    head.startsWith('\xff\xd8\xff') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP'))
  )
}

/** Of a PNG that says nothing but its pixels and how they are meant, with the most bytes of each. */
const BARE_CHUNKS: Record<string, number> = {
  IHDR: 13,
  sRGB: 1,
  gAMA: 4,
  cHRM: 32,
  pHYs: 9,
  sBIT: 4,
  bKGD: 6,
  tRNS: 6,
  IDAT: Number.POSITIVE_INFINITY,
  IEND: 0,
}
const SIGNATURE = '\x89PNG\r\n\x1a\n'

/** No text, no chunk of somebody's own, and nothing behind its end: what a reader of pictures passes over. */
function isBarePng(bytes: Uint8Array): boolean {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (png.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE) return false
  for (let at = SIGNATURE.length; at + 12 <= png.length; ) {
    const [length, type] = [png.readUInt32BE(at), png.toString('latin1', at + 4, at + 8)]
    if (!Object.hasOwn(BARE_CHUNKS, type) || length > (BARE_CHUNKS[type] ?? 0)) return false
    at += 12 + length
    if (type === 'IEND') return at === png.length
  }
  return false
}

/** The chunk that makes a PNG move stands before its first picture data. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const control = text.indexOf('acTL', 0, 'latin1')
  const data = text.indexOf('IDAT', 0, 'latin1')
  return text[0] === 0x89 && control > 0 && (data < 0 || control < data)
}

function broken(): DomainError {
  return refuse('validation_failed', messageOf('picture-damaged'))
}

function refuse(code: 'validation_failed' | 'unsupported_media_type', said: Message) {
  return errorAt('file', code, said)
}
