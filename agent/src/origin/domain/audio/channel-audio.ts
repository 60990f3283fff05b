import type { AacAudio, AirObservation, RunId } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { knownSilence, missingSince, type Silence, withSegment } from '../silence.ts'
import { frameTicks } from './adts.ts'
import type { AudioMark } from './audio-mark.ts'
import { type FilledSegment, fillAudio } from './fill-audio.ts'
import { lagOfAudio, lastAudio, markOf } from './find-audio.ts'
import { type AudioPlace, readTracks, type Tracks, tracksAt } from './tables.ts'

/** The audio of one channel, as a value. */
export type ChannelAudio = {
  /** What viewers had last; null when there was none, or none that we can make silence of. */
  audio: AacAudio | null
  silence: Silence
  run: RunAudio | null
  /** The run whose audio is of another time than its picture. */
  outOfStep: RunId | null
}

export type RunAudio = {
  runId: RunId
  /** Null when it is not for us to judge. */
  tracks: Tracks | null
  /** Its own audio was seen: what was remembered of the channel is not needed any more. */
  seen: boolean
  /** Where the audio has come to; null while it is whole. */
  mark: AudioMark | null
  filling: boolean
}

/**
 * What a tail of a segment says: its audio is whole, some of it is missing, it is not for us to
 * judge, or that does not show in so short a tail.
 */
export type TailVerdict = 'whole' | 'missing' | 'not-ours' | 'too-short'

/** FFmpeg collects audio for up to a third of a second, and sources send it a little apart. */
const MOST_LAG_SECONDS = 0.8
/** Seconds of audio from another time, with none of its own, that are no leftover. */
const OUT_OF_STEP_SECONDS = 0.6

export function rememberedAudio(audio: AacAudio | null, since: number | null): ChannelAudio {
  return { audio, silence: knownSilence(since), run: null, outOfStep: null }
}

/** With the run that a segment is of; `head` is its begin, which names the tracks. */
export function withRun(
  state: ChannelAudio,
  runId: RunId,
  place: AudioPlace,
  head: () => Buffer,
): ChannelAudio {
  if (state.run?.runId === runId) return state
  const tracks = tracksAt(readTracks(head()), place)
  const run = { runId, tracks, seen: false, mark: null, filling: false }
  return { ...state, run }
}

/** Judges the end of a segment; `isAll` when a longer one is not to be had. */
export function judgeTail(
  state: ChannelAudio,
  tail: () => Buffer,
  isAll: boolean,
): { state: ChannelAudio; verdict: TailVerdict } {
  const { run, audio } = state
  if (run === null || run.tracks === null || run.tracks.audio?.aac === false) {
    return { state, verdict: 'not-ours' }
  }
  const { videoPid, audio: track } = run.tracks
  const missing = audio === null ? 'not-ours' : 'missing'
  if (track === null || run.filling) return { state, verdict: missing }
  const part = tail()
  const lag = lagOfAudio(part, videoPid, track.pid)
  if (lag === null) return { state, verdict: isAll ? missing : 'too-short' }
  const learned = run.seen ? state : learn(state, run, part, track.pid)
  if (learned.audio === null) return { state: learned, verdict: 'not-ours' }
  return { state: learned, verdict: Math.abs(lag) <= MOST_LAG_SECONDS ? 'whole' : 'missing' }
}

/** Which audio a run has: once when it is whole, and again before it is filled in. */
function learn(state: ChannelAudio, run: RunAudio, part: Buffer, pid: number): ChannelAudio {
  const found = lastAudio(part, pid)
  if (found === null) return state
  return { ...state, audio: found === 'other' ? null : found, run: { ...run, seen: true } }
}

export type Filling = {
  state: ChannelAudio
  /** What is to stand in the segment's place; null when it stays as it is. */
  bytes: Buffer | null
  silentSeconds: number
}

/**
 * Fills what is missing in a segment, which is used up. `before` is the segment before it, whose
 * audio may have changed since the run began; null when it is gone.
 */
export function fillSegment(
  before: ChannelAudio,
  { segment, seconds }: { segment: Buffer; seconds: number },
  readBefore: () => Buffer | null,
): Filling {
  const state = marked(before, readBefore)
  const { run, audio } = state
  if (run === null || run.tracks === null || audio === null) {
    return { state, bytes: null, silentSeconds: 0 }
  }
  const filled = fillAudio(segment, run.tracks, audio, run.mark, seconds)
  const bytes = filled?.bytes ?? null
  const next = { ...run, mark: filled?.end ?? null, filling: bytes !== null }
  if (filled === null) return { state: { ...state, run: next }, bytes, silentSeconds: 0 }
  const frameSeconds = frameTicks(audio) / TICKS
  const outOfStep = isOutOfStep(state, run, filled, frameSeconds)
  const silentSeconds = filled.plan.silent * frameSeconds
  return { state: { ...state, run: next, outOfStep }, bytes, silentSeconds }
}

/** Where the audio has come to when it begins to be filled: it ends with the segment before, which was whole. */
function marked(state: ChannelAudio, readBefore: () => Buffer | null): ChannelAudio {
  const { run } = state
  const track = run?.tracks?.audio ?? null
  if (run === null || run.filling || track === null) return state
  const segment = readBefore()
  if (segment === null) return { ...state, run: { ...run, mark: null } }
  const learned = learn(state, run, segment, track.pid)
  const { audio } = learned
  const mark = audio === null ? null : markOf(segment, track.pid, audio)
  return { ...learned, run: { ...(learned.run ?? run), mark } }
}

function isOutOfStep(
  { outOfStep }: ChannelAudio,
  { runId }: RunAudio,
  { plan }: FilledSegment,
  frameSeconds: number,
): RunId | null {
  const isStray = plan.kept === 0 && plan.dropped * frameSeconds >= OUT_OF_STEP_SECONDS
  if (isStray) return runId
  return plan.kept > 0 ? null : outOfStep
}

/** After one more segment, of which so many seconds were filled with silence. */
export function withSilence(state: ChannelAudio, silentSeconds: number, now: number): ChannelAudio {
  return { ...state, silence: withSegment(state.silence, silentSeconds, now) }
}

/** Off air nobody misses anything. */
export function unheard(state: ChannelAudio): ChannelAudio {
  return { ...state, silence: knownSilence(null), outOfStep: null }
}

/** It is filled with silence, and has been for as long as is told. */
export function isCeased({ silence }: ChannelAudio): boolean {
  return missingSince(silence) !== null
}

/** Whether what one ends with is decoded as what another goes on with. */
export function isAlike(one: ChannelAudio, other: ChannelAudio): boolean {
  const [a, b] = [one.audio, other.audio]
  if (a === null || b === null) return false
  return a.channels === b.channels && a.sampleRateIndex === b.sampleRateIndex
}

type AudioObservation = Pick<
  AirObservation,
  'soundMissingSince' | 'outOfStepRunId' | 'tracklessRunId'
>

/** Says something only where something is wrong. */
export function observeAudio({ silence, run, outOfStep }: ChannelAudio): AudioObservation {
  const since = missingSince(silence)
  if (since === null || run === null) return {}
  const { runId, tracks } = run
  return {
    soundMissingSince: new Date(since).toISOString(),
    ...(outOfStep === runId ? { outOfStepRunId: runId } : {}),
    ...(tracks?.audio === null ? { tracklessRunId: runId } : {}),
  }
}
