import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { LadderFile, RunId } from '@cashbacktv/contract'
import { PRIVATE_PLAYLIST } from '../../domain/plan-ffmpeg/hls-arguments.ts'
import { readLadder } from '../../files/ladder-file.ts'
import { readTail } from '../../files/read-tail.ts'
import { completeSlots } from '../domain/ladder/complete-slots.ts'
import { datedEntry, entriesIn, isClosed, type ListedSegment } from '../domain/private-playlist.ts'

/** The newest segments of one run, as its private playlist says. */
export type RunWatch = {
  runId: RunId
  ladder: LadderFile | null
  segments: readonly ListedSegment[]
  /** Nothing follows them. */
  closed: boolean
  /** Looks again; true when something is new. One `stat` while nothing is. */
  look(): boolean
}

/** Some 4 entries: enough while nothing was missed. */
const TAIL_BYTES = 400
/** Some 90 entries: more than any window with what may wait beyond it. */
const LONG_TAIL_BYTES = 10 * 1024
const MOST_KEPT = 90

/** Of a ladder, the slots that are complete. */
export function watchRun(runsFolder: string, runId: RunId): RunWatch {
  const folder = join(runsFolder, runId)
  const ladder = readLadder(folder)
  if (ladder === null) {
    return Object.assign(watchPlaylist(join(folder, PRIVATE_PLAYLIST)), { runId, ladder })
  }
  const lists = ladder.renditions.map((name) => watchPlaylist(join(folder, name, PRIVATE_PLAYLIST)))
  const watch: RunWatch = {
    runId,
    ladder,
    segments: [],
    closed: false,
    look() {
      if (lists.filter((list) => list.look()).length === 0) return false
      Object.assign(watch, completeSlots(lists))
      return true
    },
  }
  return watch
}

type PlaylistWatch = Pick<RunWatch, 'segments' | 'closed' | 'look'>

function watchPlaylist(playlist: string): PlaylistWatch {
  let seenAt = 0
  const watch: PlaylistWatch = {
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
  const near = entriesIn(tail)
  const isEnough = (near[0]?.index ?? Number.POSITIVE_INFINITY) <= index || size <= TAIL_BYTES
  const all = isEnough ? near : entriesIn(readTail(playlist, size, LONG_TAIL_BYTES))
  const fresh = all.filter((segment) => segment.index >= index).map(datedEntry)
  return { fresh, closed: isClosed(tail) }
}
