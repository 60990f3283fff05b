import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AirObservation, ChannelId, RunId } from '@cashbacktv/contract'
import { TICKS } from '../domain/transport-stream/clock.ts'
import { keepAudioFile } from './audio-file.ts'
import { frameTicks } from './domain/audio/adts.ts'
import type { AudioMark } from './domain/audio/audio-mark.ts'
import { type FilledSegment, fillAudio } from './domain/audio/fill-audio.ts'
import { lagOfAudio, lastAudio, markOf } from './domain/audio/find-audio.ts'
import { readTracks, type Tracks } from './domain/audio/tables.ts'
import { knownSilence, missingSince, type Silence, withSegment } from './domain/silence.ts'
import type { OriginLog } from './ports.ts'
import { openSegment, replaceSegment, type SegmentBytes } from './segment-bytes.ts'

/** Sees to it that what viewers get has audio from its begin to its end, once the channel had any. */
export type AudioKeeper = {
  /** Looks at a complete segment before it is published, in their order; fills it where audio is missing. */
  look(segment: { runId: RunId; file: string; durationSeconds: number }, now: number): void
  /** Off air nobody misses anything. */
  rest(): void
  /** Says something only where something is wrong. */
  observe(): Pick<AirObservation, 'soundMissingSince' | 'outOfStepRunId' | 'tracklessRunId'>
}

type RunAudio = {
  runId: RunId
  /** Null when it is not for us to judge. */
  tracks: Tracks | null
  /** Its own audio was seen: what was remembered of the channel is not needed any more. */
  seen: boolean
  /** Where the audio has come to; null while it is whole. */
  mark: AudioMark | null
  filling: boolean
  /** Newest segment that was looked at. */
  last: string | null
}

type AudioOptions = { folder: string; channelId: ChannelId; log: OriginLog }

/** Some 6 tables fit; FFmpeg writes them first. */
const HEAD_BYTES = 188 * 16
/** What the first read takes: where there is audio some of it is nearly always in there. */
const SHORT_TAIL_BYTES = 188 * 340
const TAIL_GROWTH = 4
/** Seconds without a packet of audio from which on a segment is read as a whole. */
const TAIL_SECONDS = 1
/** FFmpeg collects audio for up to a third of a second, and sources send it a little apart. */
const MOST_LAG_SECONDS = 0.8
/** No live stream has larger ones; reading such would hold up the others. */
const LARGEST_BYTES = 100_000_000
/** Seconds of audio from another time, with none of its own, that are no leftover. */
const OUT_OF_STEP_SECONDS = 0.6

export function keepAudio({ folder, channelId, log }: AudioOptions): AudioKeeper {
  const runsFolder = join(folder, 'runs')
  const memory = keepAudioFile(join(folder, 'sound.json'))
  let silence: Silence = knownSilence(memory.missingSince())
  let current: RunAudio | null = null
  let outOfStep: RunId | null = null
  let failing = false

  /** Whatever is wrong with it, the segment is published: with less audio at worst. */
  function look(segment: Parameters<AudioKeeper['look']>[0], now: number): void {
    try {
      lookAt(segment, now)
      failing = false
    } catch (error) {
      if (!failing) log.warn({ channelId, why: String(error) }, 'Missing sound cannot be filled in')
      failing = true
    }
  }

  function lookAt(
    { runId, file, durationSeconds }: Parameters<AudioKeeper['look']>[0],
    now: number,
  ) {
    const path = join(runsFolder, runId, file)
    const state = openSegment(path, (bytes) => inspect(runId, bytes, durationSeconds))
    const run = current
    const tracks = run?.tracks ?? null
    const isShort = state === 'unsure' && run !== null && tracks !== null
    const silentSeconds = isShort ? fill(run, tracks, path, durationSeconds) : 0
    if (run !== null) run.last = path
    silence = withSegment(silence, silentSeconds, now)
    memory.remember(memory.audio(), missingSince(silence))
  }

  /** Whether the segment has to be read as a whole; null where there is nothing to fill it with. */
  function inspect(runId: RunId, bytes: SegmentBytes, seconds: number): 'sound' | 'unsure' | null {
    if (current?.runId !== runId) {
      const tracks = readTracks(bytes.head(HEAD_BYTES))
      current = { runId, tracks, seen: false, mark: null, filling: false, last: null }
    }
    const { tracks, filling } = current
    if (tracks === null || tracks.audio?.aac === false) return null
    const hasAudio =
      tracks.audio !== null &&
      !filling &&
      hasAudioAtEnd(current, tracks, tracks.audio.pid, bytes, seconds)
    if (memory.audio() === null) return null
    if (hasAudio) return 'sound'
    return bytes.size > LARGEST_BYTES ? null : 'unsure'
  }

  function hasAudioAtEnd(
    run: RunAudio,
    { videoPid }: Tracks,
    pid: number,
    bytes: SegmentBytes,
    seconds: number,
  ): boolean {
    const most = Math.ceil((bytes.size * TAIL_SECONDS) / seconds)
    for (let length = SHORT_TAIL_BYTES; ; length *= TAIL_GROWTH) {
      const tail = bytes.tail(Math.min(most, length))
      const lag = lagOfAudio(tail, videoPid, pid)
      if (lag !== null && !run.seen) learn(run, tail, pid)
      if (lag !== null || length >= most) return lag !== null && Math.abs(lag) <= MOST_LAG_SECONDS
    }
  }

  /** Which audio a run has: once when it is whole, and again before it is filled in. */
  function learn(run: RunAudio, part: Buffer, pid: number): void {
    const found = lastAudio(part, pid)
    if (found === null) return
    run.seen = true
    memory.remember(found === 'other' ? null : found, missingSince(silence))
  }

  /** Answers how many seconds of silence it put in. */
  function fill(run: RunAudio, tracks: Tracks, path: string, seconds: number): number {
    if (!run.filling && tracks.audio !== null) run.mark = endBefore(run, tracks.audio.pid)
    const audio = memory.audio()
    if (audio === null) return 0
    const filled = fillAudio(readFileSync(path), tracks, audio, run.mark, seconds)
    run.filling = filled !== null && filled.bytes !== null
    run.mark = filled?.end ?? null
    if (filled === null) return 0
    if (filled.bytes !== null) replaceSegment(path, filled.bytes)
    return noteSilence(run, filled, frameTicks(audio) / TICKS)
  }

  /** Where the segment before ended, which was whole; its audio may have changed since the first. */
  function endBefore(run: RunAudio, pid: number): AudioMark | null {
    if (run.last === null || !existsSync(run.last)) return null
    const before = readFileSync(run.last)
    learn(run, before, pid)
    const audio = memory.audio()
    return audio === null ? null : markOf(before, pid, audio)
  }

  function noteSilence({ runId }: RunAudio, { plan }: FilledSegment, frameSeconds: number): number {
    const isStray = plan.kept === 0 && plan.dropped * frameSeconds >= OUT_OF_STEP_SECONDS
    if (isStray) outOfStep = runId
    else if (plan.kept > 0) outOfStep = null
    return plan.silent * frameSeconds
  }

  return {
    look,
    rest() {
      silence = knownSilence(null)
      outOfStep = null
      memory.remember(memory.audio(), null)
    },
    observe() {
      const since = missingSince(silence)
      if (since === null || current === null) return {}
      const { runId, tracks } = current
      return {
        soundMissingSince: new Date(since).toISOString(),
        ...(outOfStep === runId ? { outOfStepRunId: runId } : {}),
        ...(tracks?.audio === null ? { tracklessRunId: runId } : {}),
      }
    },
  }
}
