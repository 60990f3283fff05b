import type { ChannelObservation } from '@cashbacktv/contract'
import { airBucket } from '../air-bucket.ts'
import type { ChannelEntry, Fleet, HostEntry } from './fleet.ts'

/** A report stands for the time since the one before, but not for more: in a longer gap nothing is known. */
const MOST_SECONDS = 2

/** Seconds since this instance began, and how far apart segments came of late. */
export type AirCount = {
  liveSeconds: number
  slateSeconds: number
  darkSeconds: number
  silenceSeconds: number
  /** Null before two were seen to be published. */
  segmentIntervalSeconds: number | null
  /** The newest segment, and when it was published. */
  published: { number: number; at: number } | null
}

export function emptyAirCount(): AirCount {
  return {
    liveSeconds: 0,
    slateSeconds: 0,
    darkSeconds: 0,
    silenceSeconds: 0,
    segmentIntervalSeconds: null,
    published: null,
  }
}

/** Counts a report of a host, whose channels have been judged by it. */
export function countAir(fleet: Fleet, host: HostEntry, at: Date): void {
  const nowMs = at.getTime()
  const silentMs = host.countedAt === null ? 1000 : nowMs - host.countedAt
  const seconds = Math.min(MOST_SECONDS, Math.max(0, silentMs / 1000))
  host.countedAt = nowMs
  const observations = fleet.state.get(host.facts.id)?.observations
  for (const id of host.channels) {
    const entry = fleet.channels.get(id)
    if (entry) countChannel(entry, observations?.get(id)?.air ?? null, seconds)
  }
}

type Air = ChannelObservation['air']

function countChannel({ air: count, pulse }: ChannelEntry, air: Air, seconds: number): void {
  const bucket = airBucket(pulse.health.level, air?.showing === 'slate')
  if (bucket === 'live' || bucket === 'impaired') count.liveSeconds += seconds
  else if (bucket === 'slate') count.slateSeconds += seconds
  else if (bucket === 'dark') count.darkSeconds += seconds
  if (!air) return
  if (air.soundMissingSince !== undefined) count.silenceSeconds += seconds
  notePublished(count, air)
}

/** A playlist that began anew, or none that grew, says nothing. */
function notePublished(count: AirCount, air: NonNullable<Air>): void {
  if (air.lastPublishedAt === null) return
  const number = air.mediaSequence + air.segments
  const before = count.published
  if (before?.number === number) return
  const now = { number, at: Date.parse(air.lastPublishedAt) }
  count.published = now
  if (!before || number < before.number) return
  count.segmentIntervalSeconds = (now.at - before.at) / 1000 / (number - before.number)
}
