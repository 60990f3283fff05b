import type { HostEventKind } from '../host/host-event.ts'
import { isAtLeast } from './health-level.ts'
import type { HealthLevel } from './health-level-schema.ts'

/** What each kind of event says of its channel or host, once. */
const LEVEL_OF_EVENT: Readonly<Record<HostEventKind, HealthLevel>> = {
  'run-started': 'pending',
  'run-adopted': 'well',
  'run-exited': 'dark',
  'first-segment': 'well',
  'source-switched': 'notice',
  'one-reader': 'off',
  'slate-on': 'slate',
  'slate-off': 'well',
  'sound-lost': 'impaired',
  'sound-back': 'well',
  'content-raised': 'impaired',
  'content-cleared': 'well',
  'restream-failing': 'notice',
  'restream-back': 'well',
  stalled: 'impaired',
  'gave-up': 'dark',
  refused: 'dark',
  'orphan-removed': 'off',
  'disk-guard': 'notice',
  'snapshot-held': 'notice',
  'alarm-raised': 'dark',
  'alarm-cleared': 'well',
  'agent-started': 'off',
  'host-notice': 'notice',
}

/** What an event says besides its kind, and matters for its level. */
export type EventFacts = { asked?: boolean | undefined; onAir?: boolean | undefined }

/** An end that was asked for is no failure, and an alarm is as bad as what viewers got of it. */
export function levelOfEvent(kind: HostEventKind, { asked, onAir }: EventFacts): HealthLevel {
  if (kind === 'run-exited' && asked) return 'off'
  if (kind === 'alarm-raised' && onAir) return 'impaired'
  return LEVEL_OF_EVENT[kind]
}

export function isEventKind(kind: string): kind is HostEventKind {
  return Object.hasOwn(LEVEL_OF_EVENT, kind)
}

/** Kinds of events that tell of a failure, unless it was asked for. */
export const FAILURE_KINDS: readonly HostEventKind[] = Object.keys(LEVEL_OF_EVENT)
  .filter(isEventKind)
  .filter((kind) => isAtLeast(LEVEL_OF_EVENT[kind], 'impaired'))
