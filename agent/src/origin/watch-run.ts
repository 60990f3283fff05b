import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '@cashbacktv/contract'
import { PRIVATE_PLAYLIST } from '../domain/plan-ffmpeg/hls-arguments.ts'
import { readTail } from '../files/read-tail.ts'
import { isClosed, type ListedSegment, parsePrivatePlaylist } from './domain/private-playlist.ts'

/** The newest segments of one run, as its private playlist says. */
export type RunWatch = {
  runId: RunId
  segments: readonly ListedSegment[]
  /** Nothing follows them. */
  closed: boolean
  /** Looks again; true when something is new. One `stat` while nothing is. */
  look(): boolean
}

/** Some 10 entries: enough while nothing was missed. */
const TAIL_BYTES = 1024
/** Some 90 entries: more than any window with what may wait beyond it. */
const LONG_TAIL_BYTES = 10 * 1024
const MOST_KEPT = 90

export function watchRun(runsFolder: string, runId: RunId): RunWatch {
  const playlist = join(runsFolder, runId, PRIVATE_PLAYLIST)
  let seenAt = 0
  const watch: RunWatch = {
    runId,
    segments: [],
    closed: false,
    look() {
      const stats = statSync(playlist, { throwIfNoEntry: false })
      // A full disk leaves an empty playlist: what was read before still holds.
      if (stats === undefined || stats.size === 0 || stats.mtimeMs === seenAt) return false
      seenAt = stats.mtimeMs
      const last = watch.segments.at(-1)?.index ?? -1
      const { fresh, closed } = readFrom(playlist, stats.size, last + 1)
      if (fresh.length === 0 && closed === watch.closed) return false
      watch.closed = closed
      watch.segments = [...watch.segments, ...fresh].slice(-MOST_KEPT)
      return true
    },
  }
  return watch
}

type Read = { fresh: ListedSegment[]; closed: boolean }

function readFrom(playlist: string, size: number, index: number): Read {
  const tail = readTail(playlist, size, TAIL_BYTES)
  const near = parsePrivatePlaylist(tail)
  const isEnough = (near[0]?.index ?? Number.POSITIVE_INFINITY) <= index || size <= TAIL_BYTES
  const all = isEnough ? near : parsePrivatePlaylist(readTail(playlist, size, LONG_TAIL_BYTES))
  return { fresh: all.filter((segment) => segment.index >= index), closed: isClosed(tail) }
}
