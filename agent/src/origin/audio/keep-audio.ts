import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelId, RunId } from '@cashbacktv/contract'
import { readItself } from '../../files/itself.ts'
import {
  type ChannelAudio,
  fillSegment,
  judgeTail,
  observeAudio,
  rememberedAudio,
  type TailVerdict,
  unheard,
  withRun,
  withSilence,
} from '../domain/audio/channel-audio.ts'
import type { AudioPlace } from '../domain/audio/tables.ts'
import { missingSince } from '../domain/silence.ts'
import type { OriginLog } from '../ports.ts'
import { openSegment, replaceSegment, type SegmentBytes } from '../segments/segment-bytes.ts'
import type { AudioMemory } from './audio-file.ts'

/** Sees to it that what viewers get has audio from its begin to its end, once the channel had any. */
export type AudioKeeper = {
  /** Looks at a complete segment before it is published, in their order; fills it where audio is missing. */
  look(segment: LookedAt, now: number): void
  /** The segment that was looked at last, where its file is not to hold its audio any more. */
  keep(segment: Buffer): void
  /** Off air nobody misses anything. */
  rest(): void
  /** As it is after the segment that was looked at last. */
  now(): ChannelAudio
  /** Says something only where something is wrong. */
  observe(): ReturnType<typeof observeAudio>
}

export type LookedAt = {
  runId: RunId
  file: string
  durationSeconds: number
  /** Which of its audio; the only one unless it is said. */
  place?: AudioPlace
}

/** `memory` outlives an origin. */
export type AudioOptions = {
  runsFolder: string
  channelId: ChannelId
  memory: AudioMemory
  log: OriginLog
}

const ALONE: AudioPlace = { at: 0, of: 1 }

/** Some 6 tables fit; FFmpeg writes them first. */
const HEAD_BYTES = 188 * 16
/** What the first read takes: where there is audio some of it is nearly always in there. */
const SHORT_TAIL_BYTES = 188 * 340
const TAIL_GROWTH = 4
/** Seconds without a packet of audio from which on a segment is read as a whole. */
const TAIL_SECONDS = 1
/** No live stream has larger ones; reading such would hold up the others. */
const LARGEST_BYTES = 100_000_000

export function keepAudio({ runsFolder, channelId, memory, log }: AudioOptions): AudioKeeper {
  let state = rememberedAudio(memory.audio(), memory.missingSince())
  let last: { runId: RunId; path: string; bytes?: Buffer } | null = null
  let failing = false

  /** Whatever is wrong with it, the segment is published: with less audio at worst. */
  function look(segment: LookedAt, now: number): void {
    try {
      lookAt(segment, now)
      failing = false
    } catch (error) {
      if (!failing) log.warn({ channelId, why: String(error) }, 'Missing audio cannot be filled in')
      failing = true
    }
  }

  function lookAt({ runId, file, durationSeconds, place = ALONE }: LookedAt, now: number): void {
    const path = join(runsFolder, runId, file)
    const verdict = openSegment(path, (bytes) => {
      state = withRun(state, runId, place, () => bytes.head(HEAD_BYTES))
      return judge(bytes, durationSeconds)
    })
    const silentSeconds = verdict === 'missing' ? fill(runId, path, durationSeconds) : 0
    if (state.run?.runId === runId) last = { runId, path }
    state = withSilence(state, silentSeconds, now)
    remember()
  }

  function judge(bytes: SegmentBytes, seconds: number): TailVerdict {
    const verdict = judgeEnd(bytes, Math.ceil((bytes.size * TAIL_SECONDS) / seconds))
    return verdict === 'missing' && bytes.size > LARGEST_BYTES ? 'not-ours' : verdict
  }

  /** A short tail says it nearly always. */
  function judgeEnd(bytes: SegmentBytes, most: number): TailVerdict {
    for (let length = SHORT_TAIL_BYTES; ; length *= TAIL_GROWTH) {
      const isAll = length >= most
      const judged = judgeTail(state, () => bytes.tail(Math.min(most, length)), isAll)
      state = judged.state
      if (judged.verdict !== 'too-short') return judged.verdict
    }
  }

  /** Answers how many seconds of silence it put in. */
  function fill(runId: RunId, path: string, seconds: number): number {
    const given = { segment: readItself(path), seconds }
    const filling = fillSegment(state, given, () => readBefore(runId))
    state = filling.state
    if (filling.bytes !== null) replaceSegment(path, filling.bytes)
    return filling.silentSeconds
  }

  function readBefore(runId: RunId): Buffer | null {
    if (last?.runId !== runId) return null
    if (last.bytes) return last.bytes
    return existsSync(last.path) ? readItself(last.path) : null
  }

  function remember(): void {
    memory.remember(state.audio, missingSince(state.silence))
  }

  return {
    look,
    keep(segment) {
      if (last !== null) last.bytes = segment
    },
    rest() {
      state = unheard(state)
      remember()
    },
    now: () => state,
    observe: () => observeAudio(state),
  }
}
