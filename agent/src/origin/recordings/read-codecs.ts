import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { readTracks } from '../domain/audio/tables.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { pictureOf, runOf } from '../domain/ladder/slot-files.ts'
import type { PictureCodec } from '../domain/recordings/one-codec.ts'
import { readHead } from '../segments/read-head.ts'

/** Tables come first. */
const HEAD_BYTES = 188 * 16

/** So many slots are looked at between which what is live is published. */
const AT_ONCE = 1000

/**
 * What the picture of each slot is coded as, by the begin of one segment of each run: the pictures of a
 * run are all alike.
 */
export async function readCodecs(
  channelFolder: string,
  slots: readonly DvrSlot[],
  signal: AbortSignal,
): Promise<PictureCodec[]> {
  const ofRuns = new Map<string, PictureCodec>()
  const codecs: PictureCodec[] = []
  for (const slot of slots) {
    const path = pictureOf(slot, slot.ladder?.renditions[0]?.name ?? '')
    const run = path === null ? '' : runOf(path)
    const isNew = path !== null && !ofRuns.has(run)
    if (isNew) {
      const head = readHead(join(channelFolder, path), HEAD_BYTES)
      ofRuns.set(run, readTracks(head)?.video ?? null)
    }
    codecs.push(ofRuns.get(run) ?? null)
    if (!isNew && codecs.length % AT_ONCE !== 0) continue
    await breathe()
    signal.throwIfAborted()
  }
  return codecs
}
