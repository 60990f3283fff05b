import {
  type AuditAction,
  auditActionOf,
  type EventView,
  type HostEventKind,
  isEventKind,
  levelOfEvent,
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
  reason: { code: string; message: string; class: string } | null
  afterSeconds: number | null
  asked: boolean
  exitCode: number | null
  signal: string | null
  silentSeconds: number | null
  sources: { from: string | null; to: string } | null
  logLines: number
  hasCommand: boolean
}

/** What a timeline says of an event. */
export function presentEvent(event: EventView): EventPresentation {
  const title = titleOf(event.kind)
  const { detail } = event
  const failed = event.kind === 'run-exited' && detail.asked === false
  return {
    tone: title.kind === 'event' ? TONE_OF_LEVEL[levelOfEvent(title.name, !failed)] : 'off',
    title,
    reason: reasonOf(detail.reason),
    afterSeconds: secondsOf(detail),
    asked: detail.asked === true,
    exitCode: failed ? numberOf(detail.exitCode) : null,
    signal: failed && typeof detail.signal === 'string' ? detail.signal : null,
    silentSeconds: numberOf(detail.silentSeconds),
    sources: sourcesOf(detail),
    logLines: numberOf(detail.logLines) ?? 0,
    hasCommand: detail.hasCommand === true,
  }
}

function titleOf(kind: string): EventTitle {
  if (isEventKind(kind)) return { kind: 'event', name: kind }
  const act = auditActionOf(kind)
  return act ? { kind: 'act', name: act } : { kind: 'other', name: kind }
}

function reasonOf(reason: unknown): EventPresentation['reason'] {
  if (typeof reason !== 'object' || reason === null) return null
  const { code, message, class: kind } = reason as Record<string, unknown>
  if (typeof code !== 'string' || typeof message !== 'string') return null
  return { code, message, class: typeof kind === 'string' ? kind : '' }
}

function sourcesOf({ from, to }: Record<string, unknown>): EventPresentation['sources'] {
  if (typeof to !== 'string') return null
  return { from: typeof from === 'string' ? from : null, to }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function secondsOf(detail: Record<string, unknown>): number | null {
  const afterMs = numberOf(detail.afterMs)
  if (afterMs !== null) return afterMs / 1000
  return numberOf(detail.uptimeSeconds) ?? numberOf(detail.lastedSeconds)
}
