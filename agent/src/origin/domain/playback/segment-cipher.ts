/** Another key after so long: who has been ended has that of these minutes, and no later one. */
const KEY_MS = 10 * 60_000
/** Slots are dated a little ahead of when they are listed. */
const AHEAD_MS = 3_600_000

/** With what a segment is encrypted (AES-128, RFC 8216 4.3.2.4): the number of its key, and its own. */
export type SegmentCipher = { keyNumber: number; mediaSequence: number }

/** Number of the key for a slot that begins then, the same for all of its renditions. */
export function keyNumberOf(programDateTime: string): number {
  return Math.floor(Date.parse(programDateTime) / KEY_MS)
}

/**
 * Whether anything can be encrypted with it by now: who may watch today gets no key of next year.
 * `now`: milliseconds since 1970.
 */
export function isKeyByNow(keyNumber: number, now: number): boolean {
  return keyNumber * KEY_MS < now + AHEAD_MS
}

/** Where no other is said, it is the media sequence number, big-endian in 16 octets (RFC 8216 5.2). */
export function initializationVector(mediaSequence: number): Uint8Array<ArrayBuffer> {
  const vector = new Uint8Array(16)
  new DataView(vector.buffer).setBigUint64(8, BigInt(mediaSequence))
  return vector
}

/** Bytes of a segment once it is encrypted: padded to whole blocks, by one octet at least (PKCS7). */
export function encryptedSize(size: number): number {
  return (Math.floor(size / 16) + 1) * 16
}
