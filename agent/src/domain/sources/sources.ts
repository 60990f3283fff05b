import {
  type ChannelSpec,
  type HostSettings,
  type Reason,
  reasonOf,
  type SourceId,
} from '@cashbacktv/contract'
import type { SourceHealth, SourcesMemory } from './sources-memory.ts'

/**
 * Which of a channel's sources is used. A source that fails twice in a row opens its breaker and
 * the next one in the ring takes over; the first source gets the channel back once its probes
 * have been good for a while, and not sooner after the last change than the settings allow.
 */
const FAILURES_TO_OPEN = 2
const PROBE_EVERY_MS = 10_000
const CLOSED: SourceHealth = { failures: 0, openUntil: 0, fatal: false }

export function freshSources(spec: ChannelSpec, activeId?: SourceId): SourcesMemory {
  const first = firstSource(spec)
  const known = spec.sources.some((source) => source.id === activeId)
  return {
    key: sourcesKey(spec),
    activeId: known && activeId !== undefined ? activeId : first,
    health: {},
    switchedAt: null,
    leftFor: null,
    primaryGoodSince: null,
    nextProbeAt: null,
  }
}

/** The memory to go on with: an edited list starts anew with its first source. */
export function refreshSources(sources: SourcesMemory | null, spec: ChannelSpec): SourcesMemory {
  return sources !== null && sources.key === sourcesKey(spec) ? sources : freshSources(spec)
}

/** After a failure of a run: count it, and move on when the source is no longer to be trusted. */
export function blameSource(
  sources: SourcesMemory,
  spec: ChannelSpec,
  blamed: SourceId,
  reason: Reason,
  settings: HostSettings,
  now: number,
): SourcesMemory {
  if (reason.class === 'resource') return sources
  const health = { ...sources.health, [blamed]: worse(sources, blamed, reason, settings, now) }
  const after = { ...sources, health }
  if (blamed === firstSource(spec)) after.primaryGoodSince = null
  if (blamed !== sources.activeId || healthOf(after, blamed).openUntil <= now) return after
  const next = nextInRing(after, spec, now)
  return next === sources.activeId
    ? after
    : { ...after, activeId: next, switchedAt: now, leftFor: reason }
}

/** Leaves the active source, which is dead beyond doubt, without waiting for a run to say so. */
export function leaveSource(
  sources: SourcesMemory,
  spec: ChannelSpec,
  settings: HostSettings,
  now: number,
): SourcesMemory {
  let left = sources
  for (
    let failure = 0;
    failure < FAILURES_TO_OPEN && left.activeId === sources.activeId;
    failure++
  ) {
    left = blameSource(left, spec, sources.activeId, SILENT, settings, now)
  }
  return { ...left, leftFor: SILENT }
}

const SILENT = reasonOf('network', 'nobody-answers')

/** Another source than the active one may work now. */
export function hasBetter(sources: SourcesMemory, spec: ChannelSpec, now: number): boolean {
  return nextSource(sources, spec, now) !== null
}

/** The one to turn to from the active one; null where none is to be trusted. */
export function nextSource(
  sources: SourcesMemory,
  spec: ChannelSpec,
  now: number,
): SourceId | null {
  const next = nextInRing(sources, spec, now)
  return next !== sources.activeId && isTrusted(sources, next, now) ? next : null
}

/** Goes over to a source that was seen to be better; the one before has not failed. */
export function turnTo(
  sources: SourcesMemory,
  spec: ChannelSpec,
  to: SourceId,
  reason: Reason,
  now: number,
): SourcesMemory {
  if (!spec.sources.some(({ id }) => id === to)) return sources
  return { ...sources, activeId: to, switchedAt: now, leftFor: reason, primaryGoodSince: null }
}

export function isTrusted(sources: SourcesMemory, id: SourceId, now: number): boolean {
  return healthOf(sources, id).openUntil <= now
}

/** True when no source of the channel can work until a person changes something. */
export function isEverySourceFatal(sources: SourcesMemory, spec: ChannelSpec): boolean {
  return spec.sources.every((source) => healthOf(sources, source.id).fatal)
}

/** A run on this source has been healthy for long enough. */
export function forgive(sources: SourcesMemory, id: SourceId): SourcesMemory {
  if (sources.health[id] === undefined) return sources
  const { [id]: _forgiven, ...health } = sources.health
  return { ...sources, health }
}

export function noteProbe(sources: SourcesMemory, good: boolean, now: number): SourcesMemory {
  return { ...sources, primaryGoodSince: good ? (sources.primaryGoodSince ?? now) : null }
}

export type ReturnStep = { sources: SourcesMemory; probe: SourceId | null; wakeAt: number | null }

/** While a backup is on air: probe the first source, and go back to it when it has earned it. */
export function considerReturn(
  sources: SourcesMemory,
  spec: ChannelSpec,
  settings: HostSettings,
  now: number,
): ReturnStep {
  const primary = firstSource(spec)
  if (sources.activeId === primary) return { sources, probe: null, wakeAt: null }
  const returnAt = returnAfter(sources, settings)
  if (returnAt !== null && returnAt <= now) {
    const back = { ...forgive(sources, primary), activeId: primary, switchedAt: now, leftFor: null }
    return { sources: { ...back, primaryGoodSince: null }, probe: null, wakeAt: null }
  }
  const due = sources.nextProbeAt === null || sources.nextProbeAt <= now
  const nextProbeAt = due ? now + PROBE_EVERY_MS : sources.nextProbeAt
  return {
    sources: due ? { ...sources, nextProbeAt } : sources,
    probe: due ? primary : null,
    wakeAt: returnAt === null ? nextProbeAt : Math.min(returnAt, nextProbeAt ?? returnAt),
  }
}

function returnAfter(sources: SourcesMemory, settings: HostSettings): number | null {
  if (sources.primaryGoodSince === null) return null
  const proven = sources.primaryGoodSince + settings.primaryReturnSeconds * 1000
  const calm =
    (sources.switchedAt ?? Number.NEGATIVE_INFINITY) + settings.sourceSwitchSeconds * 1000
  return Math.max(proven, calm)
}

function worse(
  sources: SourcesMemory,
  id: SourceId,
  reason: Reason,
  settings: HostSettings,
  now: number,
): SourceHealth {
  const failures = healthOf(sources, id).failures + 1
  if (reason.class === 'fatal') {
    return { failures, fatal: true, openUntil: now + settings.slowRetrySeconds * 1000 }
  }
  const doublings = Math.min(10, failures - FAILURES_TO_OPEN)
  const open = failures >= FAILURES_TO_OPEN
  const seconds = Math.min(
    settings.slowRetrySeconds,
    settings.restartCooldownSeconds * 2 ** doublings,
  )
  return { failures, fatal: false, openUntil: open ? now + seconds * 1000 : 0 }
}

function nextInRing(sources: SourcesMemory, spec: ChannelSpec, now: number): SourceId {
  const ids = spec.sources.map((source) => source.id)
  const from = ids.indexOf(sources.activeId)
  const ring = [...ids.slice(from + 1), ...ids.slice(0, from + 1)]
  const candidates = ring.filter((id) => !healthOf(sources, id).fatal)
  const trusted = candidates.find((id) => isTrusted(sources, id, now))
  return trusted ?? candidates[0] ?? ring[0] ?? sources.activeId
}

function healthOf(sources: SourcesMemory, id: SourceId): SourceHealth {
  return sources.health[id] ?? CLOSED
}

function firstSource(spec: ChannelSpec): SourceId {
  const first = spec.sources[0]
  if (first === undefined) throw new Error(`Channel ${spec.id} has no source.`)
  return first.id
}

function sourcesKey(spec: ChannelSpec): string {
  return spec.sources.map((source) => `${source.id} ${source.url}`).join('\n')
}
