import { statSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LRUCache } from 'lru-cache'
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
      const track =
        kind === 'text' ? await textOf(below, path, bytes) : trackOf(below, path, kind, bytes)
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

async function textOf(below: string, path: string, bytes: Buffer): Promise<CmafTrack | null> {
  const pictures = await picturesBeside(below, path)
  return pictures && readText(bytes.toString('utf8'), pictures)
}

/** Of some dozens of channels the newest slots, which players of several languages ask for at a time. */
const MOST_SLOTS = 1000

const slots = new LRUCache<string, Promise<PicturesBelow | null>>({ max: MOST_SLOTS })

/** Of the slot of a file of subtitles, read once for all that is asked of it. */
function picturesBeside(below: string, path: string): Promise<PicturesBelow | null> {
  const folder = dirname(dirname(path))
  const file = path.slice(path.lastIndexOf('/') + 1).replace(/vtt$/, 'ts')
  const key = join(below, folder, file)
  const known = slots.get(key)
  if (known !== undefined) return known
  const pictures = readPictures(below, folder, file)
  slots.set(key, pictures)
  const forget = () => {
    if (slots.peek(key) === pictures) slots.delete(key)
  }
  // What could not be read is looked for again.
  pictures.then((found) => found ?? forget(), forget)
  return pictures
}

/** Of whichever rendition can be read, the smallest first: all have the same times. */
async function readPictures(
  below: string,
  folder: string,
  file: string,
): Promise<PicturesBelow | null> {
  for (const beside of await renditionsOf(below, folder, file)) {
    const bytes = await readFile(join(below, beside)).catch(() => null)
    const track = bytes && trackOf(below, beside, 'video', bytes)
    if (!track) continue
    const length = track.samples.reduce((sum, { duration }) => sum + duration, 0)
    const ticks = Math.round((length * TICKS) / track.config.timescale)
    return { firstPts: track.firstPts, ticks }
  }
  return null
}

/** Files of a slot in the folders of its pictures. In an hour that is kept, those of another layout lie beside these. */
async function renditionsOf(below: string, folder: string, file: string): Promise<string[]> {
  const entries = await readdir(join(below, folder), { withFileTypes: true }).catch(() => [])
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const paths = rooms
    .filter((name) => !isAudio(name) && !isSubtitles(name))
    .map((room) => join(folder, room, file))
  const sized = paths.map(async (path) => {
    const size = (await stat(join(below, path)).catch(() => null))?.size ?? 0
    return { path, size }
  })
  return (await Promise.all(sized))
    .filter(({ size }) => size > 0)
    .toSorted((one, other) => one.size - other.size)
    .map(({ path }) => path)
}
