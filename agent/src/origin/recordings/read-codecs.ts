import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { readStreams, readTracks } from '../domain/audio/tables.ts'
import { readPackedTrack, readTrackStart } from '../domain/cmaf/read-track.ts'
import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { audioOf, pictureOf, runOf } from '../domain/ladder/slot-files.ts'
import type { HeardAudio } from '../domain/recordings/one-audio.ts'
import type { PictureCodec } from '../domain/recordings/one-codec.ts'
import { readHead } from '../segments/read-head.ts'

/** Tables come first. */
const HEAD_BYTES = 188 * 16
/** Audio comes behind the first picture where there is one, and may come late. */
const AUDIO_HEAD_BYTES = [188 * 700, 188 * 22_000]

/** So many slots are looked at between which what is live is published. */
const AT_ONCE = 1000

/** What a slot is coded as; null where it cannot be told. */
export type SlotCodecs = { video: PictureCodec; audio: HeardAudio }

/**
 * How each slot is coded, by the begin of one segment of each run, and of each part of it behind a seam:
 * all that is between is alike.
 */
export async function readCodecs(
  channelFolder: string,
  slots: readonly DvrSlot[],
  signal: AbortSignal,
): Promise<SlotCodecs[]> {
  const ofRuns = new Map<string, SlotCodecs>()
  const codecs: SlotCodecs[] = []
  for (const slot of slots) {
    const path = pictureOf(slot, slot.ladder?.renditions[0]?.name ?? '')
    const run = path === null ? '' : `${runOf(path)} ${slot.discontinuityNumber}`
    const isNew = path !== null && !ofRuns.has(run)
    if (isNew) ofRuns.set(run, readSlot(channelFolder, slot, path))
    codecs.push(ofRuns.get(run) ?? { video: null, audio: null })
    if (!isNew && codecs.length % AT_ONCE !== 0) continue
    await breathe()
    signal.throwIfAborted()
  }
  return codecs
}

function readSlot(channelFolder: string, slot: DvrSlot, picture: string): SlotCodecs {
  const path = join(channelFolder, picture)
  const video = readTracks(readHead(path, HEAD_BYTES))?.video ?? null
  if (slot.ladder === undefined) return { video, audio: readAudio(path) }
  const heard = audioOf(slot)
  return { video, audio: heard === null ? 'none' : readPacked(join(channelFolder, heard)) }
}

function readPacked(path: string): HeardAudio {
  return formOf(readPackedTrack(readHead(path, AUDIO_HEAD_BYTES[0] ?? 0)))
}

function readAudio(path: string): HeardAudio {
  for (const most of AUDIO_HEAD_BYTES) {
    const head = readHead(path, most)
    if (readStreams(head)?.audios.length === 0) return 'none'
    const read = readTrackStart(head, 'audio')
    if (read !== null) return formOf(read)
    if (head.length < most) break
  }
  return null
}

/** Of what is coded in a way that is not known here nothing is alike. */
const OTHER = { codec: 'other', sampleRate: 0, channels: 0 }

function formOf(read: ReturnType<typeof readTrackStart>): HeardAudio {
  if (read === null) return null
  if (read === 'unsupported') return OTHER
  const { config } = read
  if (config.kind !== 'audio') return null
  return { codec: config.codec, sampleRate: config.timescale, channels: config.channels }
}
