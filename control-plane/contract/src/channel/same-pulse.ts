import type { ChannelPulse } from './view.ts'

/** Whether a channel is shown, sorted and filtered as before, in a list. */
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

/** Whether a channel is what it was, its figures apart. */
export function isSameStanding(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    isSameState(a, b) &&
    a.health.since === b.health.since &&
    a.since === b.since &&
    a.nextTryAt === b.nextTryAt &&
    a.attempt === b.attempt &&
    a.queuePosition === b.queuePosition &&
    a.activeSourceId === b.activeSourceId &&
    a.reason?.code === b.reason?.code &&
    a.reason?.message === b.reason?.message
  )
}

export function isSameFigures(a: ChannelPulse, b: ChannelPulse): boolean {
  return (
    a.speed === b.speed &&
    a.fps === b.fps &&
    a.cpuPercent === b.cpuPercent &&
    a.memoryBytes === b.memoryBytes &&
    a.outputBitrateKbps === b.outputBitrateKbps &&
    a.loudnessLufs === b.loudnessLufs &&
    a.viewers === b.viewers
  )
}
