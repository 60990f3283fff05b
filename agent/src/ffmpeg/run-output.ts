import { statSync } from 'node:fs'
import { join } from 'node:path'
import { PRIVATE_PLAYLIST } from '../domain/plan-ffmpeg/hls-arguments.ts'
import { readTail } from '../files/read-tail.ts'
import type { RunOutput } from '../ports.ts'

/** Some 4 entries: enough while nothing was missed. */
const TAIL_BYTES = 400
/** Segments that the bitrate is of. */
const MOST_RECENT = 3
const NOTHING: RunOutput = { segments: 0, lastSegmentAt: null, bitrateKbps: null }

/**
 * Looks at a run's folder: one `stat` while nothing is new, else the tail of its private playlist and
 * one `stat` a new segment. Pass what the last call gave. Never throws; a folder that is gone has no
 * output.
 */
export function readRunOutput(folder: string, previous: RunOutput = NOTHING): RunOutput {
  const playlist = join(folder, PRIVATE_PLAYLIST)
  const stats = statSync(playlist, { throwIfNoEntry: false })
  if (!stats || stats.size === 0) return NOTHING
  if (stats.mtimeMs === previous.lastSegmentAt) return previous
  const entries = lastEntries(readTail(playlist, stats.size, TAIL_BYTES))
  const last = entries.at(-1)
  if (!last) return NOTHING
  const recent = entries.slice(-MOST_RECENT).map((entry) => sized(folder, entry, previous))
  return {
    segments: Number.parseInt(last.file, 10) + 1,
    lastSegmentAt: stats.mtimeMs,
    bitrateKbps: bitrate(recent),
    recent,
  }
}

type Entry = { file: string; seconds: number }
type SizedSegment = NonNullable<RunOutput['recent']>[number]

function lastEntries(tail: string): Entry[] {
  const found = tail.matchAll(/#EXTINF:([\d.]+),[^\n]*\n(?:#[^\n]*\n)*(\d+\.ts)/g)
  return [...found].map((match) => ({ seconds: Number(match[1]), file: match[2] ?? '' }))
}

/** What is complete stays as large as it was. The origin may have deleted the older ones already. */
function sized(folder: string, entry: Entry, { recent = [] }: RunOutput): SizedSegment {
  const known = recent.find(({ file }) => file === entry.file)
  if (known !== undefined && known.bytes !== null) return known
  const bytes = statSync(join(folder, entry.file), { throwIfNoEntry: false })?.size ?? null
  return { ...entry, bytes }
}

function bitrate(recent: readonly SizedSegment[]): number | null {
  let bits = 0
  let seconds = 0
  for (const segment of recent) {
    if (segment.bytes === null) continue
    bits += segment.bytes * 8
    seconds += segment.seconds
  }
  return seconds > 0 ? bits / 1000 / seconds : null
}
