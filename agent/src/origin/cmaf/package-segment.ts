import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { turnsBefore } from '../domain/cmaf/clock-turns.ts'
import { mediaSegment } from '../domain/cmaf/media-segment.ts'
import {
  fileNumberOf,
  type Packaged,
  runIdOf,
  stemOf,
  type TrackKind,
} from '../domain/cmaf/packaged-path.ts'
import { type PicturesBelow, readText } from '../domain/cmaf/read-text.ts'
import { readPackedTrack, readTrack } from '../domain/cmaf/read-track.ts'
import type { CmafTrack } from '../domain/cmaf/track.ts'
import { isAudio, isSubtitles } from '../domain/ladder/slot-files.ts'
import { listFolder } from '../segments/retention.ts'
import type { SegmentForm } from '../serve/segment-cache.ts'
import { configOfRun } from './run-configs.ts'

const NOTHING = Buffer.alloc(0)

/**
 * A track of a segment as a media segment of CMAF, made when it is asked for: what nobody asks for costs
 * nothing, and everything else goes on with the segments as they are. Empty where it has no such track.
 * `path` is that below `below`, the folder of the runs, or of what is kept.
 */
export function packagedForm(below: string, path: string, kind: Packaged['kind']): SegmentForm {
  return {
    name: `cmaf ${kind}`,
    sizeOf: () => null,
    async make(bytes) {
      const track = kind === 'text' ? textOf(below, path, bytes) : trackOf(below, path, kind, bytes)
      if (track === null) return NOTHING
      const writtenAt = statSync(join(below, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
      const turns = turnsBefore(runIdOf(path), writtenAt, track.firstDts)
      return mediaSegment(track, { number: fileNumberOf(path), turns })
    },
  }
}

function trackOf(below: string, path: string, kind: TrackKind, bytes: Buffer): CmafTrack | null {
  // A run that says only once how it is coded says it in another of its segments.
  const known = () => {
    const stem = stemOf(path)
    const folder = stem.slice(0, stem.lastIndexOf('/') + 1)
    const prefix = stem.slice(folder.length)
    return configOfRun({ below, folder, prefix, extension: 'ts' }, kind)
  }
  const track = path.endsWith('.aac')
    ? readPackedTrack(bytes)
    : (readTrack(bytes, kind) ?? readTrack(bytes, kind, known()))
  return track === 'unsupported' ? null : track
}

function textOf(below: string, path: string, bytes: Buffer): CmafTrack | null {
  const pictures = picturesBeside(below, path)
  return pictures && readText(bytes.toString('utf8'), pictures)
}

/** Of the slot of a file of subtitles, of whichever rendition is there: all have the same times. */
function picturesBeside(below: string, path: string): PicturesBelow | null {
  const folder = dirname(dirname(path))
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/vtt$/, 'ts')
  const rooms = listFolder(join(below, folder)).filter(
    (name) => !isAudio(name) && !isSubtitles(name),
  )
  for (const room of rooms) {
    const beside = join(folder, room, file)
    const bytes = readIfThere(join(below, beside))
    const track = bytes && trackOf(below, beside, 'video', bytes)
    if (!track) continue
    const length = track.samples.reduce((sum, { duration }) => sum + duration, 0)
    const ticks = Math.round((length * TICKS) / track.config.timescale)
    return { firstPts: track.firstPts, ticks }
  }
  return null
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
