import { hkdfSync, webcrypto } from 'node:crypto'
import { initializationVector, type SegmentCipher } from '../domain/playback/segment-cipher.ts'

/** The 16 octets of a key: made of the channel's, so that all are others once its addresses were ended. */
export function segmentKey(channelKey: string, keyNumber: number): Buffer {
  return Buffer.from(hkdfSync('sha256', channelKey, '', `segments ${keyNumber}`, 16))
}

/** AES-128 in CBC mode with PKCS7 padding, as RFC 8216 has it, on another thread. */
export async function encryptSegment(
  bytes: Buffer,
  channelKey: string,
  { keyNumber, mediaSequence }: SegmentCipher,
): Promise<Buffer> {
  const name = 'AES-CBC'
  const raw = new Uint8Array(segmentKey(channelKey, keyNumber))
  const key = await webcrypto.subtle.importKey('raw', raw, { name }, false, ['encrypt'])
  const iv = initializationVector(mediaSequence)
  return Buffer.from(await webcrypto.subtle.encrypt({ name, iv }, key, new Uint8Array(bytes)))
}
