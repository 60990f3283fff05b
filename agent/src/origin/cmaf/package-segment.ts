import { statSync } from 'node:fs'
import { join } from 'node:path'
import { turnsBefore } from '../domain/cmaf/clock-turns.ts'
import { mediaSegment } from '../domain/cmaf/media-segment.ts'
import { fileNumberOf, runIdOf, stemOf, type TrackKind } from '../domain/cmaf/packaged-path.ts'
import { readPackedTrack, readTrack } from '../domain/cmaf/read-track.ts'
import type { SegmentForm } from '../serve/segment-cache.ts'
import { configOfRun } from './run-configs.ts'

const NOTHING = Buffer.alloc(0)

/**
 * A track of a segment as a media segment of CMAF, made when it is asked for: what nobody asks for costs
 * nothing, and everything else goes on with the segments as they are. Empty where it has no such track.
 * `path` is that below `below`, the folder of the runs, or of what is kept.
 */
export function packagedForm(below: string, path: string, kind: TrackKind): SegmentForm {
  // A run that says only once how it is coded says it in another of its segments.
  const known = () => {
    const stem = stemOf(path)
    const folder = stem.slice(0, stem.lastIndexOf('/') + 1)
    const prefix = stem.slice(folder.length)
    return configOfRun({ below, folder, prefix, extension: 'ts' }, kind)
  }
  return {
    name: `cmaf ${kind}`,
    sizeOf: () => null,
    async make(bytes) {
      const track = path.endsWith('.aac')
        ? readPackedTrack(bytes)
        : (readTrack(bytes, kind) ?? readTrack(bytes, kind, known()))
      if (track === null || track === 'unsupported') return NOTHING
      const writtenAt = statSync(join(below, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
      const turns = turnsBefore(runIdOf(path), writtenAt, track.firstDts)
      return mediaSegment(track, { number: fileNumberOf(path), turns })
    },
  }
}
