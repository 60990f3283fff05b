import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { TrackKind } from '../domain/cmaf/packaged-path.ts'
import type { TrackConfig } from '../domain/cmaf/track.ts'
import { listFolder } from '../segments/retention.ts'
import { readStarts } from './read-starts.ts'

/** Segments of a run, below a folder: they have the begin of their names in common, and their extension. */
export type RunSegments = { below: string; folder: string; prefix: string; extension: string }

/** Far more than the runs that are listed of all channels. */
const MOST_KEPT = 2000
/** Of the segments that are there: the first may have been cut off, and not each brings all that a decoder needs. */
const MOST_LOOKED_INTO = 3

const known = new LRUCache<string, TrackConfig>({ max: MOST_KEPT })

/** How the tracks of a run are coded, by any of its segments that says so; null where none does. */
export function configOfRun(run: RunSegments, kind: TrackKind): TrackConfig | null {
  const { below, folder, prefix, extension } = run
  const key = `${below} ${folder}${prefix} ${kind}`
  const before = known.get(key)
  if (before !== undefined) return before
  const isSegment = new RegExp(`^${prefix}\\d{8}\\.${extension}$`)
  const names = listFolder(join(below, folder))
    .filter((name) => isSegment.test(name))
    .sort()
  const starts = readStarts(below)
  for (const name of [...names.slice(-MOST_LOOKED_INTO), ...names.slice(0, MOST_LOOKED_INTO)]) {
    const config = starts.configOf(`${folder}${name}`, kind)
    if (config === null) continue
    known.set(key, config)
    return config
  }
  return null
}
