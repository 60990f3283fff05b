import type { EventView, HostEventKind } from '@cashbacktv/contract'
import type { Tone } from './channel-status.ts'

const TONES: Record<HostEventKind, Tone> = {
  'run-started': 'busy',
  'run-adopted': 'good',
  'run-exited': 'off',
  'first-segment': 'good',
  'source-switched': 'warning',
  'slate-on': 'warning',
  'slate-off': 'good',
  stalled: 'warning',
  'gave-up': 'bad',
  refused: 'bad',
  'orphan-removed': 'off',
  'disk-guard': 'warning',
  'snapshot-held': 'warning',
  'alarm-raised': 'bad',
  'alarm-cleared': 'good',
  'agent-started': 'off',
  'host-notice': 'warning',
}

export type EventPresentation = {
  tone: Tone
  /** Known kinds have a translation; an act of a person is named by its own word. */
  known: HostEventKind | null
  reason: { code: string; message: string } | null
  afterSeconds: number | null
  asked: boolean
}

/** What a timeline says of an event. */
export function presentEvent(event: EventView): EventPresentation {
  const known = isKnown(event.kind) ? event.kind : null
  const { detail } = event
  const failed = event.kind === 'run-exited' && detail.asked === false
  return {
    tone: failed ? 'bad' : known ? TONES[known] : 'off',
    known,
    reason: reasonOf(detail.reason),
    afterSeconds: secondsOf(detail),
    asked: detail.asked === true,
  }
}

function isKnown(kind: string): kind is HostEventKind {
  return Object.hasOwn(TONES, kind)
}

function reasonOf(reason: unknown): EventPresentation['reason'] {
  if (typeof reason !== 'object' || reason === null) return null
  const code: unknown = Reflect.get(reason, 'code')
  const message: unknown = Reflect.get(reason, 'message')
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : null
}

function secondsOf(detail: Record<string, unknown>): number | null {
  const { afterMs, uptimeSeconds, lastedSeconds } = detail
  if (typeof afterMs === 'number') return afterMs / 1000
  if (typeof uptimeSeconds === 'number') return uptimeSeconds
  return typeof lastedSeconds === 'number' ? lastedSeconds : null
}
