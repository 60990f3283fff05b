import type {
  AlertTargetId,
  AlertTargetSettings,
  DeliveryNews,
  DeliveryState,
  IncidentId,
  Severity,
} from '@cashbacktv/contract'
import type { StoredAlert, StoredIncident } from './incident-view.ts'
import type { StoredWindow } from './maintenance.ts'

/** An incident that is open, with the alerts of it that are raised, as they are stored. */
export type OpenIncident = {
  row: StoredIncident
  raised: readonly StoredAlert[]
  /** Channels that it has ever hit. */
  channelIds: ReadonlySet<string>
}

/** What a target was told of an open incident. */
export type Told = {
  incidentId: IncidentId
  targetId: AlertTargetId
  news: DeliveryNews
  /** How bad the incident was then. */
  severity: Severity
  /** What became of the message. */
  state: DeliveryState
}

/** Whoever is told of incidents. */
export type TellableTarget = { id: AlertTargetId } & Omit<AlertTargetSettings, 'name'>

/** All that is stored and matters for what comes next. */
export type Ledger = {
  open: readonly OpenIncident[]
  /** How often an incident of each key was over within `FLAP_WINDOW_MS`. */
  overLately: ReadonlyMap<string, number>
  targets: readonly TellableTarget[]
  told: readonly Told[]
  windows: readonly StoredWindow[]
}

/** Three times in this time is one that comes and goes, and is over after it has been quiet for as long. */
export const FLAP_WINDOW_MS = 600_000
export const FLAP_COUNT = 3

/** Gathered once: a fleet that is lost as a whole has thousands of alerts. */
export function byIncident<T extends { incidentId: string }>(all: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const own = found.get(one.incidentId)
    if (own) own.push(one)
    else found.set(one.incidentId, [one])
  }
  return found
}
