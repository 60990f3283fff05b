import { TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import type { CuePiece } from './timeline.ts'

/** Rows above are shown at the top, where they were put so as not to cover something. */
const LAST_UPPER_ROW = 12

/**
 * A segment of subtitles (RFC 8216 3.5) of a slot that begins with that timestamp, in ticks. Cues count from
 * its begin, or from that of the first one where it had no place in the slots before.
 */
export function writeVtt(slotFrom: number, pieces: readonly CuePiece[]): string {
  const origin = pieces.reduce((least, { from }) => Math.min(least, from), slotFrom)
  const head = `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:${wrapped(origin)},LOCAL:00:00:00.000\n`
  const cues = pieces.map(({ from, to, rows }) => {
    const isAbove = rows.every(({ row }) => row <= LAST_UPPER_ROW)
    const span = `${timeOf(from - origin)} --> ${timeOf(to - origin)}${isAbove ? ' line:10%' : ''}`
    return `\n${span}\n${rows.map(({ text }) => escaped(text)).join('\n')}\n`
  })
  return head + cues.join('')
}

/** Of a slot of which nothing is known but that it has none. */
export const EMPTY_VTT = 'WEBVTT\n'

function timeOf(ticks: number): string {
  const all = Math.round((ticks / TICKS) * 1000)
  const [hours, minutes, seconds] = [all / 3_600_000, (all / 60_000) % 60, (all / 1000) % 60]
  const parts = [hours, minutes, seconds].map((part) => String(Math.floor(part)).padStart(2, '0'))
  return `${parts.join(':')}.${String(all % 1000).padStart(3, '0')}`
}

/** Text stays text: no tag, no arrow, no end of a cue. */
function escaped(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
