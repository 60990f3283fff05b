import { statSync } from 'node:fs'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { since } from '../../domain/transport-stream/clock.ts'
import { turnsBefore } from '../domain/cmaf/clock-turns.ts'
import { runIdOf, type TrackKind } from '../domain/cmaf/packaged-path.ts'
import type { Packaging } from '../domain/cmaf/packaged-slot.ts'
import { readPackedTrack, readTrack, readTrackStart } from '../domain/cmaf/read-track.ts'
import type { Sample, TrackConfig, TrackStart } from '../domain/cmaf/track.ts'
import { runOf } from '../domain/ladder/slot-files.ts'
import { readHead } from '../segments/read-head.ts'

/** How tracks of segments begin, read from their first bytes when it is first asked for. Paths are those of the segments. */
export type TrackStarts = Packaging & {
  /** Of all segments of its run; null where it has no such track, or of a kind that CMAF is not made of here. */
  configOf(path: string, kind: TrackKind): TrackConfig | null
  /**
   * Presentation time of its first sample in ticks of 90 kHz, on a clock that does not begin anew as long as
   * the run lasts; null where the segment has no such track.
   */
  presentationOf(path: string, kind: TrackKind): number | null
  /** Bits a second of the first segment of its run that this was asked of; 0 where it cannot be read. */
  bitrateOf(path: string, kind: TrackKind): number
}

/** Audio comes behind the first picture where there is one. */
const HEAD_BYTES = 188 * 700
/** The first picture of a live stream is not longer. */
const LONG_HEAD_BYTES = 188 * 22_000
const TURN = 2 ** 33
/** More than are listed of some dozens of channels. */
const MOST_KEPT = 2000

/** `folder`: that of the runs, or of what is kept. */
export function readStarts(folder: string): TrackStarts {
  const starts = new LRUCache<string, { start: TrackStart | null }>({ max: MOST_KEPT })
  const configs = new LRUCache<string, TrackConfig>({ max: MOST_KEPT })
  const bitrates = new LRUCache<string, number>({ max: MOST_KEPT })

  function startOf(path: string, kind: TrackKind): TrackStart | null {
    const key = `${kind} ${path}`
    const known = starts.get(key)
    if (known !== undefined) return known.start
    const start = readStart(join(folder, path), kind)
    // What is gone, or not yet there, is looked for again.
    if (start !== 'gone') starts.set(key, { start })
    return start === 'gone' ? null : start
  }

  function configOf(path: string, kind: TrackKind): TrackConfig | null {
    const key = `${kind} ${runOf(path)}`
    const config = configs.get(key) ?? startOf(path, kind)?.config ?? null
    if (config !== null) configs.set(key, config)
    return config
  }

  return {
    configOf,
    hasTrack: (path, kind) => configOf(path, kind) !== null,
    presentationOf(path, kind) {
      const start = startOf(path, kind)
      const writtenAt = statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs
      if (start === null || writtenAt === undefined) return null
      const { firstDts, firstPts } = start
      const turns = turnsBefore(runIdOf(path), writtenAt, firstDts)
      return turns * TURN + firstDts + since(firstDts, firstPts)
    },
    bitrateOf(path, kind) {
      const key = `${kind} ${runOf(path)}`
      const bitrate = bitrates.get(key) ?? readBitrate(join(folder, path), kind)
      if (bitrate !== null) bitrates.set(key, bitrate)
      return bitrate ?? 0
    },
  }
}

function readBitrate(path: string, kind: TrackKind): number | null {
  const segment = readHead(path, LONG_HEAD_BYTES)
  const track = known(path.endsWith('.aac') ? readPackedTrack(segment) : readTrack(segment, kind))
  if (track === null) return null
  const { samples, config } = track
  const sum = (of: (sample: Sample) => number) => samples.reduce((all, one) => all + of(one), 0)
  const seconds = sum(({ duration }) => duration) / config.timescale
  const bytes = sum(({ data }) => data.reduce((all, part) => all + part.length, 0))
  return seconds > 0 ? (bytes * 8) / seconds : null
}

function readStart(path: string, kind: TrackKind): TrackStart | null | 'gone' {
  if (path.endsWith('.aac')) {
    const bytes = readHead(path, LONG_HEAD_BYTES)
    return bytes.length === 0 ? 'gone' : known(readPackedTrack(bytes))
  }
  for (const most of [HEAD_BYTES, LONG_HEAD_BYTES]) {
    const head = readHead(path, most)
    if (head.length === 0) return 'gone'
    const start = readTrackStart(head, kind)
    if (start !== null || head.length < most) return known(start)
  }
  return null
}

function known<T>(read: T | 'unsupported' | null): T | null {
  return read === 'unsupported' ? null : read
}
