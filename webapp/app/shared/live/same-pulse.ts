import type { ChannelChange, ChannelPulse } from '@cashbacktv/contract'

/** Null for figures of a channel of which nothing else is known. */
export function asPulse(change: ChannelChange): ChannelPulse | null {
  return change.status === undefined ? null : (change as ChannelPulse)
}

/** Whether two are the same but for their figures. */
export function isSameState(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    a.status === b.status &&
    a.health.level === b.health.level &&
    a.health.code === b.health.code &&
    a.phase === b.phase &&
    a.showing === b.showing &&
    a.updatedAt === b.updatedAt &&
    a.edition === b.edition
  )
}

export function isSamePulse(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    isSameState(a, b) &&
    a.since === b.since &&
    a.health.since === b.health.since &&
    a.nextTryAt === b.nextTryAt &&
    a.attempt === b.attempt &&
    a.queuePosition === b.queuePosition &&
    a.activeSourceId === b.activeSourceId &&
    a.reason?.message === b.reason?.message &&
    a.speed === b.speed &&
    a.fps === b.fps &&
    a.cpuPercent === b.cpuPercent &&
    a.memoryBytes === b.memoryBytes &&
    a.outputBitrateKbps === b.outputBitrateKbps &&
    a.loudnessLufs === b.loudnessLufs &&
    a.viewers === b.viewers
  )
}
