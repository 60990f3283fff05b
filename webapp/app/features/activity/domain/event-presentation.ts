import {
  type AuditAction,
  type EventFacts,
  type EventView,
  type HostEventKind,
  isEventKind,
  levelOfEvent,
  type Reason,
  TONE_OF_LEVEL,
} from '@cashbacktv/contract'
import type { Tone } from '../../channel/domain/channel-status.ts'

export type EventTitle =
  | { kind: 'event'; name: HostEventKind }
  | { kind: 'act'; name: AuditAction }
  | { kind: 'other'; name: string }

export type EventPresentation = {
  tone: Tone
  title: EventTitle
  reason: Reason | null
  afterSeconds: number | null
  asked: boolean
  exitCode: number | null
  signal: string | null
  silentSeconds: number | null
  sources: { from: string; to: string } | null
  logLines: number
  hasCommand: boolean
}

/** What a timeline says of an event. */
export function presentEvent(event: EventView): EventPresentation {
  const title = titleOf(event)
  const end = event.kind === 'run-exited' ? event.detail : null
  const failed = end?.asked === false
  return {
    tone: title.kind === 'event' ? TONE_OF_LEVEL[levelOfEvent(title.name, factsOf(event))] : 'off',
    title,
    reason: reasonOf(event),
    afterSeconds: secondsOf(event),
    asked: end?.asked === true,
    exitCode: failed ? end.exitCode : null,
    signal: failed ? end.signal : null,
    silentSeconds: event.kind === 'stalled' ? event.detail.silentSeconds : null,
    sources: event.kind === 'source-switched' ? event.detail : null,
    logLines: end?.logLines ?? end?.logTail?.length ?? 0,
    hasCommand: event.kind === 'run-started' && event.detail.hasCommand === true,
  }
}

/** An end of which it is not said that nobody asked for it is no failure. */
function factsOf({ kind, detail }: EventView): EventFacts {
  if (kind === 'run-exited') return { asked: detail.asked !== false }
  return kind === 'alarm-raised' ? { onAir: detail.onAir } : {}
}

/** Why it happened, where that is known. */
export function reasonOf({ detail }: Pick<EventView, 'detail'>): Reason | null {
  return 'reason' in detail ? detail.reason : null
}

function titleOf(event: EventView): EventTitle {
  if (event.kind === 'other') return { kind: 'other', name: event.detail.name }
  if (isEventKind(event.kind)) return { kind: 'event', name: event.kind }
  return { kind: 'act', name: event.kind }
}

/** What it took, or how long what is over had lasted. */
function secondsOf({ kind, detail }: EventView): number | null {
  switch (kind) {
    case 'first-segment':
      return detail.afterMs / 1000
    case 'run-exited':
      return detail.uptimeSeconds
    case 'slate-off':
    case 'sound-back':
      return detail.lastedSeconds
    default:
      return null
  }
}
