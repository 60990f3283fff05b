import {
  type ChannelObservation,
  type ContentKind,
  ENGLISH,
  type Reason,
  renderMessage,
} from '@cashbacktv/contract'
import type { HostNow } from '../fleet/live-state.ts'
import type { MeasuredChannel } from '../metrics/channel-samples.ts'
import { CONTENT_SERIES, isContentSeries } from '../metrics/content-series.ts'
import type { RuleInForce } from './rules-in-force.ts'
import { whyFull } from './why-full.ts'

/** Since when a rule is broken, as its host dates it, and why; null where it says neither. */
export type Evidence = { since: string | null; reason: Reason | null }

export const NO_EVIDENCE: Evidence = { since: null, reason: null }

/**
 * Of a channel that breaks a rule what its host says of that very thing. The channel itself may be
 * well for days, or ill of something else, while a destination fails or its picture is black.
 */
export function evidenceOf(
  { about: { metric }, is, threshold }: RuleInForce,
  { entry, seen }: MeasuredChannel,
): Evidence {
  const { health, reason } = entry.pulse
  switch (metric) {
    case 'channel_restreams_failing':
      return ofRestreams(seen?.restreams ?? [], threshold)
    case 'channel_silence':
      return { since: seen?.air?.soundMissingSince ?? null, reason }
    case 'channel_stopped_by_failure':
    case 'channel_given_up':
    case 'channel_lacks_resource':
      return { since: seen?.since ?? null, reason: seen?.reason ?? null }
    case 'channel_on_backup':
      return { since: seen?.run?.startedAt ?? null, reason: seen?.sourceLeftFor ?? reason }
    default: {
      if (isContentSeries(metric))
        return { since: contentSince(seen, CONTENT_SERIES[metric]), reason }
      // Since when an amount is what it is no host dates.
      return { since: is === 'equal' ? health.since : null, reason }
    }
  }
}

function contentSince(seen: MeasuredChannel['seen'], kind: ContentKind): string | null {
  const conditions = seen?.content?.conditions ?? []
  return conditions.find((one) => one.kind === kind && one.alarms)?.since ?? null
}

type Restreams = NonNullable<NonNullable<MeasuredChannel['seen']>['restreams']>

/** Since as many fail as break the rule; why, of the one that fails longest, and how many they are. */
function ofRestreams(restreams: Restreams, threshold: number): Evidence {
  const failing = restreams
    .filter(({ state }) => state === 'failing')
    .toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since))
  const since = failing[Math.max(1, Math.ceil(threshold)) - 1]?.since ?? null
  const reason = failing[0]?.reason ?? null
  if (failing.length < 2 || reason === null) return { since, reason }
  return { since, reason: amongSeveral(reason, failing.length) }
}

function amongSeveral({ class: kind, code, params = {}, message }: Reason, count: number): Reason {
  const said = { code: 'restreams-failing', params: { count, why: { code, params } } }
  // A newer agent's reason has no words here.
  return { class: kind, ...said, message: renderMessage(ENGLISH, said) ?? message }
}

function isWaiting({ state, reason }: ChannelObservation): boolean {
  return state === 'queued' && reason?.code === 'no-capacity'
}

/**
 * A host is silent since its last word, and so is an origin. What waits for room does so since the
 * first of it, and for the reason of that one. Of what is full it is told who holds it; since when
 * nobody says.
 */
export function evidenceOfHost({ id }: RuleInForce, now: HostNow): Evidence {
  switch (id) {
    case 'host-silent':
      return { since: now.lastSeenAt, reason: null }
    case 'origin-away':
      return { since: now.origin?.lastWordAt ?? null, reason: null }
    case 'host-two-agents':
      return { since: now.twoAgentsSince, reason: null }
    case 'channels-waiting': {
      const waiting = [...now.observations.values()].filter(isWaiting)
      const first = waiting.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since))[0]
      return first ? { since: first.since, reason: first.reason } : NO_EVIDENCE
    }
    case 'host-cpu-full':
      return ofFull('cpu', now)
    case 'host-memory-full':
      return ofFull('memory', now)
    case 'media-full':
      return ofFull('media', now)
    case 'disk-full':
      return ofFull('disk', now)
    default:
      return NO_EVIDENCE
  }
}

function ofFull(what: Parameters<typeof whyFull>[0], { report, observations }: HostNow): Evidence {
  if (!report?.sample) return NO_EVIDENCE
  const processes = [...observations.values()].flatMap(({ metrics }) => metrics ?? [])
  return { since: null, reason: whyFull(what, report.sample, processes) }
}
