import type { IncidentCauseKind } from '@cashbacktv/contract'

const KINDS = {
  upstream: true,
  destination: true,
  machine: true,
  resource: true,
  channel: true,
} as const satisfies Record<IncidentCauseKind, true>

/** Of incidents, from the widest to the narrowest. */
export const CAUSE_KINDS: readonly IncidentCauseKind[] = Object.keys(KINDS).filter(
  (text): text is IncidentCauseKind => Object.hasOwn(KINDS, text),
)
