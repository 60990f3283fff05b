import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '@cashbacktv/contract'
import { PRIVATE_PLAYLIST } from '../domain/plan-ffmpeg/hls-arguments.ts'
import { type ListedSegment, parsePrivatePlaylist } from './domain/private-playlist.ts'
import { readTail } from './read-tail.ts'

/** The newest segments of one run, as its private playlist says. */
export type RunWatch = {
  runId: RunId
  segments: readonly ListedSegment[]
  /** Looks again; true when something is new. One `stat` while nothing is. */
  look(): boolean
}

/** Some 40 entries: more than any window and reserve, and cheap to read. */
const TAIL_BYTES = 6 * 1024

export function watchRun(runsFolder: string, runId: RunId): RunWatch {
  const playlist = join(runsFolder, runId, PRIVATE_PLAYLIST)
  let seenAt = 0
  const watch: RunWatch = {
    runId,
    segments: [],
    look() {
      const stats = statSync(playlist, { throwIfNoEntry: false })
      // A full disk leaves an empty playlist: what was read before still holds.
      if (stats === undefined || stats.size === 0 || stats.mtimeMs === seenAt) return false
      seenAt = stats.mtimeMs
      const segments = parsePrivatePlaylist(readTail(playlist, stats.size, TAIL_BYTES))
      if (segments.length === 0) return false
      watch.segments = segments
      return true
    },
  }
  return watch
}
