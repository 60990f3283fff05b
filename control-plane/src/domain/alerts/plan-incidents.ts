import type { Healing, IncidentCause } from '@cashbacktv/contract'
import type { WrittenEntry } from '@cashbacktv/db'
import { conditionKey } from './condition.ts'
import { type DueMessage, dueMessages } from './due-messages.ts'
import type { StoredAlert, StoredIncident } from './incident-view.ts'
import { joinAlerts } from './join-alerts.ts'
import { byIncident, type Ledger } from './ledger.ts'
import { settleIncident } from './settle-incident.ts'

/** An alert that is raised, as it is seen now, with what it may come from, the likeliest first. */
export type SeenAlert = Omit<StoredAlert, 'id' | 'incidentId' | 'clearedAt' | 'healing'> & {
  causes(): readonly IncidentCause[]
  /** It is so at this moment: what is only not over yet begins nothing. */
  holds: boolean
}

/** What is seen of the fleet. */
export type Seen = {
  /** By `conditionKey`. */
  raised: ReadonlyMap<string, SeenAlert>
  /** How an alert that is raised no more came to its end. */
  endingOf(alert: StoredAlert): Healing
  /** Channels that are hit by a silent or failing machine. */
  channelsOn(hostId: string): { count: number; viewers: number }
  viewersOf(channelId: string): number
}

export type Ports = { now: Date; newId(): string }

/** An incident as it becomes. */
export type Draft = {
  row: StoredIncident
  isNew: boolean
  isChanged: boolean
  raised: StoredAlert[]
  /** Of the raised ones those that are not stored yet. */
  added: StoredAlert[]
  cleared: StoredAlert[]
  entries: WrittenEntry[]
  channelIds: Set<string>
}

export type Plan = { drafts: readonly Draft[]; messages: readonly DueMessage[] }

/**
 * What incidents become of what is seen now, and what is to be told of them. The same again plans
 * nothing more once it is written.
 */
export function planIncidents(ledger: Ledger, seen: Seen, ports: Ports): Plan {
  const drafts = ledger.open.map((incident) => clearEnded(incident, seen, ports.now))
  joinAlerts(drafts, newOnes(ledger, seen), ledger, ports)
  for (const draft of drafts) settleIncident(draft, seen, ledger.windows, ports.now)
  const told = byIncident(ledger.told)
  const messages = drafts.flatMap((draft) => {
    const heard = told.get(draft.row.id) ?? []
    return dueMessages(draft.row, () => extentOf(draft), ledger.targets, heard, ports.now)
  })
  return { drafts: drafts.filter(({ isNew, isChanged }) => isNew || isChanged), messages }
}

export function isNothing({ drafts, messages }: Plan): boolean {
  return drafts.length === 0 && messages.length === 0
}

function clearEnded(
  { row, raised, channelIds }: Ledger['open'][number],
  seen: Seen,
  now: Date,
): Draft {
  const draft: Draft = {
    ...{ row, isNew: false, isChanged: false, raised: [], added: [], cleared: [], entries: [] },
    channelIds: new Set(channelIds),
  }
  for (const alert of raised) {
    if (seen.raised.has(conditionKey(alert.rule, alert.subjectId))) {
      draft.raised.push(alert)
      continue
    }
    draft.cleared.push({ ...alert, clearedAt: now, healing: seen.endingOf(alert) })
    draft.isChanged = true
  }
  return draft
}

function newOnes({ open }: Ledger, { raised }: Seen): SeenAlert[] {
  const known = new Set(
    open.flatMap((one) => one.raised.map(({ rule, subjectId }) => conditionKey(rule, subjectId))),
  )
  return [...raised]
    .filter(([key, { holds }]) => holds && !known.has(key))
    .map(([, alert]) => alert)
}

function extentOf({ row, raised, cleared, channelIds }: Draft) {
  const hosts = [...raised, ...cleared].flatMap(({ hostId }) => hostId ?? [])
  const own = 'hostId' in row.cause && row.cause.hostId ? [row.cause.hostId] : []
  return { channelIds, hostIds: new Set<string>([...hosts, ...own]) }
}
