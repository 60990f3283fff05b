import { keyNumberOf, type SegmentCipher } from './segment-cipher.ts'

const ENDS = '.key"'

/** With what a segment is encrypted that begins then and has this number in its playlist. */
export function cipherOf(programDateTime: string, mediaSequence: number): SegmentCipher {
  return { keyNumber: keyNumberOf(programDateTime), mediaSequence }
}

/** What a playlist says before a segment: its key, where that is another than of the one before. */
export function keyLines(toKeys: string): (cipher: SegmentCipher | null) => string[] {
  let said: number | null = null
  return (cipher) => {
    if (cipher === null || cipher.keyNumber === said) return []
    said = cipher.keyNumber
    return [`#EXT-X-KEY:METHOD=AES-128,URI="${toKeys}${said}${ENDS}`]
  }
}

/** The same playlist for one viewer, who is let in by this token for its keys too. */
export function withToken(playlist: string, token: string): string {
  return playlist.replaceAll(ENDS, `.key?token=${encodeURIComponent(token)}"`)
}
