import type { InputErrors } from '@cashbacktv/contract'

type Counted = Exclude<keyof InputErrors, 'timeJumps'>
export type ErrorCounts = Readonly<Record<Counted, number>>

export const NO_ERRORS: ErrorCounts = {
  corruptPackets: 0,
  missedPackets: 0,
  skippedSegments: 0,
  damagedPictures: 0,
}

/** Lines of FFmpeg 5.1 and of libsrt, and how many of what they tell of: a group, else one. */
const LINES: readonly [Counted, RegExp][] = [
  // Of a transport stream whose continuity counter has a gap, or whose header says so.
  ['corruptPackets', /Packet corrupt \(stream = \d+/],
  ['missedPackets', /RTP: missed (\d+) packets/],
  ['missedPackets', /RTP: dropping old packet received too late/],
  ['missedPackets', /RCV-DROPPED (\d+) packet/],
  ['missedPackets', /Circular buffer overrun/],
  ['skippedSegments', /skipping (\d+) segments ahead, expired/],
  ['skippedSegments', /Failed to open segment \d+ of playlist/],
  ['damagedPictures', /concealing \d+ DC, \d+ AC, \d+ MV errors/],
  ['damagedPictures', /Error while decoding stream #0:/],
]

const REPEATED = /Last message repeated (\d+) times/

/** What lines of a log tell of damage to what came in. FFmpeg writes a repeated line once, with how often. */
export function countErrors(lines: readonly string[]): ErrorCounts {
  const counts = { ...NO_ERRORS }
  let last: { kind: Counted; count: number } | null = null
  for (const line of lines) {
    const repeated = REPEATED.exec(line)
    if (repeated === null) last = errorIn(line)
    if (last !== null) counts[last.kind] += last.count * Number(repeated?.[1] ?? 1)
  }
  return counts
}

function errorIn(line: string): { kind: Counted; count: number } | null {
  for (const [kind, pattern] of LINES) {
    const match = pattern.exec(line)
    if (match !== null) return { kind, count: Number(match[1] ?? 1) }
  }
  return null
}

export function addErrors(one: ErrorCounts, other: ErrorCounts): ErrorCounts {
  return {
    corruptPackets: one.corruptPackets + other.corruptPackets,
    missedPackets: one.missedPackets + other.missedPackets,
    skippedSegments: one.skippedSegments + other.skippedSegments,
    damagedPictures: one.damagedPictures + other.damagedPictures,
  }
}
