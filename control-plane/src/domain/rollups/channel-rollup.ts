import { type ChannelObservation, type HealthLevel, keysOf } from '@cashbacktv/contract'
import { airBucket } from '../air-bucket.ts'
import { amountsOf, type PlayerAmounts, playerCountersOf } from './player-amounts.ts'

/** How steps of a channel become one. Restarts are counted from events and are not here. */
export const CHANNEL_AMOUNTS = {
  observedSeconds: 'sum',
  liveSeconds: 'sum',
  impairedSeconds: 'sum',
  slateSeconds: 'sum',
  darkSeconds: 'sum',
  silenceSeconds: 'sum',
  viewerSeconds: 'sum',
  viewersMax: 'max',
  sentBytes: 'sum',
  runSeconds: 'sum',
  cpuSeconds: 'sum',
  memoryByteSeconds: 'sum',
  frames: 'sum',
  droppedFrames: 'sum',
  mediaSeconds: 'sum',
  pacedSeconds: 'sum',
  speedMin: 'min',
  inputKilobits: 'sum',
  inputSeconds: 'sum',
  outputKilobits: 'sum',
  outputSeconds: 'sum',
  qualityScoreSeconds: 'sum',
  qualitySeconds: 'sum',
  playerSessions: 'sum',
  rebufferedSessions: 'sum',
  stalls: 'sum',
  stalledSeconds: 'sum',
  playedSeconds: 'sum',
  startups: 'sum',
  startupSeconds: 'sum',
  throughputKilobits: 'sum',
  throughputSeconds: 'sum',
} as const

export type Combination = 'sum' | 'max' | 'min'

type Amount = keyof typeof CHANNEL_AMOUNTS
/** Amounts of a channel over some time; `speedMin` is null where no speed was said. */
export type ChannelRollup = Record<Exclude<Amount, 'speedMin'>, number> & {
  speedMin: number | null
}

export function emptyChannelRollup(): ChannelRollup {
  return {
    observedSeconds: 0,
    liveSeconds: 0,
    impairedSeconds: 0,
    slateSeconds: 0,
    darkSeconds: 0,
    silenceSeconds: 0,
    viewerSeconds: 0,
    viewersMax: 0,
    sentBytes: 0,
    runSeconds: 0,
    cpuSeconds: 0,
    memoryByteSeconds: 0,
    frames: 0,
    droppedFrames: 0,
    mediaSeconds: 0,
    pacedSeconds: 0,
    speedMin: null,
    inputKilobits: 0,
    inputSeconds: 0,
    outputKilobits: 0,
    outputSeconds: 0,
    qualityScoreSeconds: 0,
    qualitySeconds: 0,
    ...amountsOf(() => 0),
  }
}

/** A channel in one report: the verdict on it, and what its host said. */
export type HeardChannel = { level: HealthLevel; seen: ChannelObservation | null }

/** Counters as they stood in a report; they begin anew with the origin and with each run. */
export type Counters = PlayerAmounts & { sentBytes: number; droppedFrames: number }

export function countersOf(seen: ChannelObservation | null): Counters {
  return {
    sentBytes: seen?.air?.sentBytes ?? 0,
    droppedFrames: seen?.metrics?.droppedFrames ?? 0,
    ...playerCountersOf(seen),
  }
}

/** Adds a report that stands for so many seconds; without the counters before nothing was counted. */
export function addChannel(
  into: ChannelRollup,
  { level, seen }: HeardChannel,
  seconds: number,
  before: Counters | null,
): void {
  into.observedSeconds += seconds
  const bucket = airBucket(level, seen?.air?.showing === 'slate')
  if (bucket) into[`${bucket}Seconds`] += seconds
  if (seen?.air) addAir(into, seen.air, seconds)
  if (seen?.metrics) addRun(into, seen.metrics, seconds)
  const score = seen?.quality?.estimate?.score
  if (score !== undefined) {
    into.qualityScoreSeconds += score * seconds
    into.qualitySeconds += seconds
  }
  if (!before) return
  const now = countersOf(seen)
  for (const name of keysOf(now)) into[name] += counted(before[name], now[name])
}

type Air = NonNullable<ChannelObservation['air']>

function addAir(into: ChannelRollup, air: Air, seconds: number): void {
  into.viewerSeconds += air.viewers * seconds
  if (air.viewers > into.viewersMax) into.viewersMax = air.viewers
  if (air.soundMissingSince !== undefined) into.silenceSeconds += seconds
}

type Metrics = NonNullable<ChannelObservation['metrics']>

function addRun(into: ChannelRollup, metrics: Metrics, seconds: number): void {
  const { speed, inputBitrateKbps, outputBitrateKbps } = metrics
  into.runSeconds += seconds
  into.cpuSeconds += (metrics.cpuPercent / 100) * seconds
  into.memoryByteSeconds += metrics.memoryBytes * seconds
  into.frames += metrics.fps * seconds
  if (speed !== null) {
    into.mediaSeconds += speed * seconds
    into.pacedSeconds += seconds
    if (into.speedMin === null || speed < into.speedMin) into.speedMin = speed
  }
  if (inputBitrateKbps !== null) {
    into.inputKilobits += inputBitrateKbps * seconds
    into.inputSeconds += seconds
  }
  if (outputBitrateKbps !== null) {
    into.outputKilobits += outputBitrateKbps * seconds
    into.outputSeconds += seconds
  }
}

/** Of a counter that may have begun anew in between. */
function counted(before: number, now: number): number {
  return now >= before ? now - before : now
}
