import type { GroupId, Healing, IncidentCause } from '@cashbacktv/contract'
import type { WrittenEntry } from '@cashbacktv/db'
import { mayReach, type Reach } from '../accounts/reach.ts'
import type { Steps } from '../steps.ts'
import { hitsItsChannels } from './cause-of.ts'
import type { Condition } from './condition.ts'
import { type DueMessage, dueMessages, type Hit } from './due-messages.ts'
import type { ClearedAlert } from './incident-entry.ts'
import type { StoredAlert, StoredIncident } from './incident-view.ts'
import { joinAlerts } from './join-alerts.ts'
import { byIncident, type Ledger } from './ledger.ts'
import { isHealed, settleIncident } from './settle-incident.ts'

/** An alert that is raised, as it is seen now, with what it may come from, the likeliest first. */
export type SeenAlert = Omit<StoredAlert, 'id' | 'incidentId' | 'clearedAt' | 'healing'> & {
  causes: readonly IncidentCause[]
}

/** What is seen of the fleet. */
export type Seen = {
  /** What is raised: there may be thousands, and nothing is made of those that are stored. */
  raised(): Iterable<Condition>
  /** What is raised of the rule and the subject of a stored alert. */
  find(alert: StoredAlert): Condition | undefined
  /** Undefined of a rule that is no more. */
  alertOf(condition: Condition): SeenAlert | undefined
  /** How an alert that is raised no more came to its end. */
  endingOf(alert: StoredAlert): Healing
  /** For how long such an alert has been well when it is over, in milliseconds. */
  wellForMs(alert: StoredAlert): number
  /** Channels that are hit by a silent or failing machine. */
  channelsOn(hostId: string): { count: number; viewers: number }
  /** Whether a host carries a channel in reach that is wanted. */
  carries(hostId: string, reach: Reach): boolean
  viewersOf(channelId: string): number
  /** The group that a channel is in; null of one that is in none, or is gone. */
  groupOf(channelId: string): GroupId | null
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
  cleared: ClearedAlert[]
  entries: WrittenEntry[]
  channelIds: Set<string>
}

export type Plan = { drafts: readonly Draft[]; messages: readonly DueMessage[] }

/**
 * What incidents become of what is seen now, and what is to be told of them. The same again plans
 * nothing more once it is written.
 */
export function* planIncidents(ledger: Ledger, seen: Seen, ports: Ports): Steps<Plan> {
  const drafts: Draft[] = []
  const stored = new Set<Condition>()
  for (const incident of ledger.open) {
    drafts.push(clearEnded(incident, seen, stored, ports.now))
    yield
  }
  yield* joinAlerts(drafts, yield* newOnes(seen, stored), ledger, ports)
  const told = byIncident(ledger.told)
  const messages: DueMessage[] = []
  for (const draft of drafts) {
    yield* settleIncident(draft, seen, ledger.windows, ports.now)
    const heard = told.get(draft.row.id) ?? []
    const hitIn = (reach: Reach) => hitOf(draft, reach, seen)
    messages.push(...dueMessages(draft.row, hitIn, ledger.targets, heard, ports.now))
    yield
  }
  return { drafts: drafts.filter(({ isNew, isChanged }) => isNew || isChanged), messages }
}

export function isNothing({ drafts, messages }: Plan): boolean {
  return drafts.length === 0 && messages.length === 0
}

function clearEnded(
  { row, raised, channelIds }: Ledger['open'][number],
  seen: Seen,
  stored: Set<Condition>,
  now: Date,
): Draft {
  const draft: Draft = {
    row,
    isNew: false,
    isChanged: false,
    raised: [],
    added: [],
    cleared: [],
    entries: [],
    channelIds: new Set(channelIds),
  }
  for (const alert of raised) {
    const found = seen.find(alert)
    if (found) {
      stored.add(found)
      draft.raised.push(alert)
      continue
    }
    draft.cleared.push(clear(alert, seen, now))
    draft.isChanged = true
  }
  return draft
}

function clear(alert: StoredAlert, seen: Seen, now: Date): ClearedAlert {
  const healing = seen.endingOf(alert)
  const wellSince = isHealed(healing) ? new Date(now.getTime() - seen.wellForMs(alert)) : null
  return { ...alert, clearedAt: now, healing, wellSince }
}

function* newOnes(seen: Seen, stored: ReadonlySet<Condition>): Steps<SeenAlert[]> {
  const found: SeenAlert[] = []
  for (const condition of seen.raised()) {
    // It is so at this moment: what is only not over yet begins nothing.
    if (condition.wellSince !== null || stored.has(condition)) continue
    const alert = seen.alertOf(condition)
    if (alert) found.push(alert)
    yield
  }
  return found
}

function hitOf(draft: Draft, reach: Reach, seen: Seen): Hit | null {
  const { row, raised, cleared, channelIds } = draft
  const cause = 'hostId' in row.cause && row.cause.hostId ? [row.cause.hostId] : []
  const hostsOf = (alerts: readonly StoredAlert[]) =>
    new Set<string>([...alerts.flatMap(({ hostId }) => hostId ?? []), ...cause])
  if (reach.kind === 'all') {
    const extent = () => ({ channelIds, hostIds: hostsOf([...raised, ...cleared]) })
    return { severity: row.severity, extent }
  }
  const own = raised.filter(({ rule, subjectKind, subjectId }) => {
    if (subjectKind === 'host') return hitsItsChannels(rule) && seen.carries(subjectId, reach)
    return mayReach(reach, { groupId: seen.groupOf(subjectId) })
  })
  if (own.length === 0) return null
  const isCritical = own.some(({ severity }) => severity === 'critical')
  const ids = () => new Set(own.flatMap((alert) => channelOf(alert) ?? []))
  return {
    severity: isCritical ? 'critical' : 'warning',
    extent: () => ({ channelIds: ids(), hostIds: hostsOf(own) }),
  }
}

function channelOf({ subjectKind, subjectId }: StoredAlert): string | null {
  return subjectKind === 'channel' ? subjectId : null
}
