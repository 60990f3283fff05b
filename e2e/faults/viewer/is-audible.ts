import { readChild } from '../../stack/child.ts'

/** Of 32767: the sine of the test clips has some 4000, what is filled in has none. */
const AUDIBLE = 500

/**
 * Whether anything is heard in the newest segment of a playlist, or of the audio beside that of a
 * picture; rejects when it has no audio track.
 */
export async function isAudible(address: string): Promise<boolean> {
  const playlist = address.replace(/\/main\.m3u8$/, '/audio.m3u8')
  const newest = (await (await fetch(playlist)).text()).trimEnd().split('\n').at(-1) ?? ''
  const input = ['-nostdin', '-v', 'error', '-i', new URL(newest, playlist).href]
  const samples = await readChild('ffmpeg', [...input, '-map', '0:a', '-f', 's16le', 'pipe:1'])
  for (let at = 0; at + 1 < samples.length; at += 2) {
    if (Math.abs(samples.readInt16LE(at)) > AUDIBLE) return true
  }
  return false
}
