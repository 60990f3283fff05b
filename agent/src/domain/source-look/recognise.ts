import { PACKET_BYTES, SYNC } from '../transport-stream/packet.ts'

/** What the first bytes of an answer are; `unknown` where FFmpeg has to say it. */
export type Content =
  | 'nothing'
  | 'transport-stream'
  | 'hls'
  | 'dash'
  | 'channel-list'
  | 'page'
  | 'text'
  | 'picture'
  | 'mp4'
  | 'unknown'

const HEAD_BYTES = 4096
const PACKETS_IN_ROW = 4

/** Told from what came, never from what a server calls it: both are often wrong, the bytes are not. */
export function recognise(bytes: Buffer): Content {
  if (bytes.length === 0) return 'nothing'
  // The sync byte is a letter too, G: short texts and GIF pictures have it in the right places.
  if (isPicture(bytes)) return 'picture'
  const head = bytes.subarray(0, HEAD_BYTES)
  if (!isText(head) && firstPacketAt(bytes) !== null) return 'transport-stream'
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^#EXTM3U/.test(text)) return /^#EXT-X-/m.test(text) ? 'hls' : 'channel-list'
  if (/^\[playlist\]|^<asx\b/i.test(text)) return 'channel-list'
  if (/<MPD[\s>]|<SmoothStreamingMedia[\s>]/.test(text)) return 'dash'
  if (/^(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body|script|meta|title|h1)\b/i.test(text))
    return 'page'
  if (/^(ftyp|moov|styp|moof|mdat)$/.test(bytes.toString('latin1', 4, 8))) return 'mp4'
  // A camera's pictures come with a head of text each.
  if (/^--.*[\s\S]*content-type: *image\//i.test(text)) return 'unknown'
  return isText(head) ? 'text' : 'unknown'
}

/**
 * Where the first whole packet of a transport stream begins; null when it is none. One that is
 * shorter than a row of packets has to begin with one.
 */
export function firstPacketAt(bytes: Buffer): number | null {
  const needed = Math.min(PACKETS_IN_ROW, Math.floor(bytes.length / PACKET_BYTES))
  if (needed === 0) return null
  const latest = needed < PACKETS_IN_ROW ? 0 : PACKET_BYTES - 1
  for (let at = 0; at <= latest && at + needed * PACKET_BYTES <= bytes.length; at++) {
    if (isInStep(bytes, at, needed)) return at
  }
  return null
}

function isInStep(bytes: Buffer, from: number, packets: number): boolean {
  for (let packet = 0; packet < packets; packet++) {
    if (bytes[from + packet * PACKET_BYTES] !== SYNC) return false
  }
  return true
}

/** One picture and no more: several in a row are the stream of a camera. */
function isPicture(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 12)
  if (/^(\x89PNG|GIF8|RIFF....WEBP)/s.test(head)) return true
  return head.startsWith('\xff\xd8\xff') && bytes.indexOf('\xff\xd9\xff\xd8', 2, 'latin1') === -1
}

function isText(bytes: Buffer): boolean {
  const odd = bytes.filter((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20) || byte === 0x7f)
  return odd.length === 0 && !bytes.toString('utf8', 0, bytes.length - 3).includes('\uFFFD')
}
