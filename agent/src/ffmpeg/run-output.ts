import { statSync } from 'node:fs'
import { join } from 'node:path'
import { PRIVATE_PLAYLIST } from '../domain/plan-ffmpeg/hls-arguments.ts'
import { readTail } from '../files/read-tail.ts'
import type { RunOutput } from '../ports.ts'

const TAIL_BYTES = 1024
const NOTHING: RunOutput = { segments: 0, lastSegmentAt: null, bitrateKbps: null }

/**
 * Looks at a run's folder: one `stat` while nothing is new, else the tail of its private playlist.
 * Pass what the last call gave. Never throws; a folder that is gone has no output.
 */
export function readRunOutput(folder: string, previous: RunOutput = NOTHING): RunOutput {
  const playlist = join(folder, PRIVATE_PLAYLIST)
  const stats = statSync(playlist, { throwIfNoEntry: false })
  if (!stats || stats.size === 0) return NOTHING
  if (stats.mtimeMs === previous.lastSegmentAt) return previous
  const entries = lastEntries(readTail(playlist, stats.size, TAIL_BYTES))
  const last = entries.at(-1)
  if (!last) return NOTHING
  return {
    segments: Number.parseInt(last.file, 10) + 1,
    lastSegmentAt: stats.mtimeMs,
    bitrateKbps: bitrate(folder, entries.slice(-3)),
  }
}

type Entry = { file: string; seconds: number }

function lastEntries(tail: string): Entry[] {
  const found = tail.matchAll(/#EXTINF:([\d.]+),[^\n]*\n(?:#[^\n]*\n)*(\d+\.ts)/g)
  return [...found].map((match) => ({ seconds: Number(match[1]), file: match[2] ?? '' }))
}

/** The origin may have deleted the older ones already. */
function bitrate(folder: string, entries: Entry[]): number | null {
  let bits = 0
  let seconds = 0
  for (const entry of entries) {
    const size = statSync(join(folder, entry.file), { throwIfNoEntry: false })?.size
    if (size === undefined) continue
    bits += size * 8
    seconds += entry.seconds
  }
  return seconds > 0 ? bits / 1000 / seconds : null
}
