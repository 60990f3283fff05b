import type { ChannelObservation, HostAnswer, HostEvent, HostReport } from '@cashbacktv/contract'
import { SILENT_AFTER_MS } from './host-silence.ts'

type Air = NonNullable<ChannelObservation['air']>
/** The same instant by our clock, ISO 8601. */
type Ours = (instant: string) => string

/** Instants are written with four digits of the year. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/**
 * By how many milliseconds the clock of a host is behind ours; negative where it is ahead. `known` is
 * what was taken before, 0 at first; `said` is the host's own instant of a message that came at `at`.
 * What is less than the silence of a host may be the way of the message, and is not counted. What was
 * taken is kept as long as it is no further off: else what stays as it is would be dated anew, and so
 * be news, each second.
 */
export function clockLag(known: number, said: string, at: Date): number {
  const lag = at.getTime() - Date.parse(said)
  if (Math.abs(lag - known) < SILENT_AFTER_MS) return known
  return Math.abs(lag) < SILENT_AFTER_MS ? 0 : lag
}

/**
 * A report with its instants by our clock, which all that reads it compares them with. What is on the
 * timeline of the media stays by the clock of the host, as its playlists date it: breaks and recordings.
 */
export function reportByOurClock(report: HostReport, lagMs: number): HostReport {
  if (lagMs === 0) return report
  const ours = shiftBy(lagMs)
  const { at, origin, channels } = report
  return {
    ...report,
    at: ours(at),
    origin: origin && { ...origin, lastWordAt: maybe(origin.lastWordAt, ours) },
    channels: channels.map((channel) => channelByOurClock(channel, ours)),
  }
}

/**
 * What happened, dated by our clock. What a host kept from before its clock was set may be off by that, but
 * nothing happened after it was told: what would have is dated as the host has it.
 */
export function eventsByOurClock(
  events: readonly HostEvent[],
  lagMs: number,
  toldAt: Date,
): HostEvent[] {
  if (lagMs === 0) return [...events]
  const ours = shiftBy(lagMs)
  return events.map((event) => {
    const at = ours(event.at)
    if (Date.parse(at) <= toldAt.getTime()) return { ...event, at }
    const latest = Math.min(Date.parse(event.at), toldAt.getTime())
    return { ...event, at: new Date(latest).toISOString() }
  })
}

/** An answer of a host; a measurement is compared with those of its reports. Lines of logs stay by its own clock. */
export function answerByOurClock(answer: HostAnswer, lagMs: number): HostAnswer {
  if (answer.kind !== 'quality' || lagMs === 0) return answer
  const { measured } = answer
  return { ...answer, measured: { ...measured, at: shiftBy(lagMs)(measured.at) } }
}

function shiftBy(lagMs: number): Ours {
  return (instant) => {
    const ms = Date.parse(instant) + lagMs
    return new Date(Math.min(Math.max(0, ms), LAST_MS)).toISOString()
  }
}

function maybe(instant: string | null, ours: Ours): string | null {
  return instant === null ? null : ours(instant)
}

function channelByOurClock(channel: ChannelObservation, ours: Ours): ChannelObservation {
  const { since, nextTryAt, run, air, slates, content, quality, restreams } = channel
  return {
    ...channel,
    since: ours(since),
    nextTryAt: maybe(nextTryAt, ours),
    run: run && { ...run, startedAt: ours(run.startedAt) },
    air: air && airByOurClock(air, ours),
    ...(slates && { slates: slatesByOurClock(slates, ours) }),
    ...(content && {
      content: {
        ...content,
        conditions: content.conditions.map((one) => ({ ...one, since: ours(one.since) })),
      },
    }),
    ...(quality && { quality: qualityByOurClock(quality, ours) }),
    ...(restreams && {
      restreams: restreams.map((one) => {
        return { ...one, since: ours(one.since), nextTryAt: maybe(one.nextTryAt, ours) }
      }),
    }),
  }
}

function airByOurClock(air: Air, ours: Ours): Air {
  const { lastPublishedAt, soundMissingSince, past } = air
  return {
    ...air,
    lastPublishedAt: maybe(lastPublishedAt, ours),
    ...(soundMissingSince && { soundMissingSince: ours(soundMissingSince) }),
    ...(past && {
      past: {
        ...past,
        since: maybe(past.since, ours),
        shortened: past.shortened && { ...past.shortened, since: ours(past.shortened.since) },
      },
    }),
  }
}

function slatesByOurClock(slates: NonNullable<ChannelObservation['slates']>, ours: Ours) {
  const { since, recent, recentSince } = slates
  return { since: maybe(since, ours), recent, recentSince: maybe(recentSince, ours) }
}

function qualityByOurClock(quality: NonNullable<ChannelObservation['quality']>, ours: Ours) {
  const { estimate, measured } = quality
  return {
    ...quality,
    estimate: estimate && {
      ...estimate,
      at: ours(estimate.at),
      calibratedAt: ours(estimate.calibratedAt),
    },
    measured: measured && { ...measured, at: ours(measured.at) },
  }
}
