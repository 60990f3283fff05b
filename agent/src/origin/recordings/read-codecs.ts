import { join } from 'node:path'
import { readTracks, type Tracks } from '../domain/audio/tables.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { pictureOf, runOf } from '../domain/ladder/slot-files.ts'
import { readHead } from '../segments/read-head.ts'

/** What the picture of a slot is coded as; null where it cannot be told. */
export type ReadCodec = (slot: DvrSlot) => Tracks['video']

/** Tables come first. */
const HEAD_BYTES = 188 * 16

/** By the begin of one segment of each run, as the pictures of a run are all alike. */
export function readCodecs(channelFolder: string): ReadCodec {
  const known = new Map<string, Tracks['video']>()
  return (slot) => {
    const path = pictureOf(slot, slot.ladder?.renditions[0]?.name ?? '')
    if (path === null) return null
    const run = runOf(path)
    const codec =
      known.get(run) ?? readTracks(readHead(join(channelFolder, path), HEAD_BYTES))?.video ?? null
    known.set(run, codec)
    return codec
  }
}
