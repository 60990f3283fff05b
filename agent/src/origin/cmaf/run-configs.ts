import { statSync } from 'node:fs'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { TrackKind } from '../domain/cmaf/packaged-path.ts'
import type { TrackConfig } from '../domain/cmaf/track.ts'
import { listFolder } from '../segments/retention.ts'
import { readStarts, type TrackStarts } from './read-starts.ts'

/** Segments of a run, below a folder: they have the begin of their names in common, and their extension. */
export type RunSegments = { below: string; folder: string; prefix: string; extension: string }

/** Far more than the runs that are listed of all channels. */
const MOST_KEPT = 2000
/** Of the segments that are there: the first may have been cut off, and not each brings all that a decoder needs. */
const MOST_LOOKED_INTO = 3

/** Folders of runs and of what is kept, on a host. */
const MOST_FOLDERS = 200
/** What was written into a folder in the same moment in which it was looked into is found so much later. */
const BELIEVED_MS = 5000

const known = new LRUCache<string, TrackConfig>({ max: MOST_KEPT })
/** Of what no segment says how it is coded: when its folder had changed last. Anybody can ask for a track that is not there. */
const unknown = new LRUCache<string, number>({ max: MOST_KEPT, ttl: BELIEVED_MS })
const startsBelow = new LRUCache<string, TrackStarts>({ max: MOST_FOLDERS })

/** How the tracks of a run are coded, by any of its segments that says so; null where none does. */
export function configOfRun(run: RunSegments, kind: TrackKind): TrackConfig | null {
  const { below, folder, prefix, extension } = run
  const key = `${below} ${folder}${prefix} ${kind}`
  const before = known.get(key)
  if (before !== undefined) return before
  const changedAt = statSync(join(below, folder), { throwIfNoEntry: false })?.mtimeMs
  if (changedAt === undefined || unknown.get(key) === changedAt) return null
  const isSegment = new RegExp(`^${prefix}\\d{8}\\.${extension}$`)
  const names = namesIn(join(below, folder), changedAt).filter((name) => isSegment.test(name))
  const starts = startsOf(below)
  for (const name of [...names.slice(-MOST_LOOKED_INTO), ...names.slice(0, MOST_LOOKED_INTO)]) {
    const config = starts.configOf(`${folder}${name}`, kind)
    if (config === null) continue
    known.set(key, config)
    return config
  }
  unknown.set(key, changedAt)
  return null
}

type Listing = { changedAt: number; names: readonly string[] }
const listings = new LRUCache<string, Listing>({ max: MOST_FOLDERS, ttl: BELIEVED_MS })

/** In order. An hour that is kept has thousands, of several runs. */
function namesIn(folder: string, changedAt: number): readonly string[] {
  const before = listings.get(folder)
  if (before?.changedAt === changedAt) return before.names
  const names = listFolder(folder).sort()
  listings.set(folder, { changedAt, names })
  return names
}

function startsOf(below: string): TrackStarts {
  const starts = startsBelow.get(below) ?? readStarts(below)
  startsBelow.set(below, starts)
  return starts
}
