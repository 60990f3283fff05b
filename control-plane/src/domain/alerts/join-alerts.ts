import { type IncidentCause, IncidentId } from '@cashbacktv/contract'
import type { Steps } from '../steps.ts'
import { causeKey, isOfRecordings } from './cause-of.ts'
import { alertEntry } from './incident-entry.ts'
import { sayRule } from './incident-view.ts'
import { FLAP_COUNT, type Ledger } from './ledger.ts'
import type { Draft, Ports, SeenAlert } from './plan-incidents.ts'

/** Alerts that share a cause are gathered for so long, from when the first of them began to be so. */
const GATHER_MS = 6_500
/**
 * And at least for so long once it was raised: others of the same moment are on their way. It is looked twice
 * a second: a little less than three looks, lest it take four.
 */
const GATHER_LEAST_MS = 1_400
/** What comes later than this after the last is another failure of the same: somebody has to hear of it. */
const SAME_FAILURE_MS = 600_000

/** Puts each new alert into the incident it belongs to, the widest cause that others share first. */
export function* joinAlerts(
  drafts: Draft[],
  alerts: readonly SeenAlert[],
  ledger: Ledger,
  ports: Ports,
): Steps<void> {
  if (alerts.length === 0) return
  const shared = yield* shareOf(alerts, drafts)
  const places = yield* placesOf(drafts)
  for (const alert of alerts) {
    const cause = likeliest(alert, shared)
    const draft =
      placeFor(places, alert, cause, shared, ports) ?? open(places, alert, cause, ledger, ports)
    add(draft, alert, ports)
    standFor(places, alert, draft)
    yield
  }
}

/** Whatever else fails of a subject belongs to its incident; not so what is recorded of it, nor because of that. */
function standFor(
  { ofSubject }: Places,
  { rule, subjectId }: Pick<SeenAlert, 'rule' | 'subjectId'>,
  draft: Draft,
): void {
  if (!isOfRecordings(rule) && !ofSubject.has(subjectId)) ofSubject.set(subjectId, draft)
}

/** Incidents by what they are looked for: many may begin at once. */
type Places = {
  drafts: Draft[]
  /** By the key of their cause, those that were there before first. */
  ofCause: Map<string, Draft[]>
  /** The first that has an alert of it. */
  ofSubject: Map<string, Draft>
  /** Of incidents that are not over. */
  keys: Set<string>
}

function* placesOf(drafts: Draft[]): Steps<Places> {
  const places: Places = { drafts, ofCause: new Map(), ofSubject: new Map(), keys: new Set() }
  for (const draft of drafts) {
    enter(places, draft)
    for (const alert of draft.raised) standFor(places, alert, draft)
    yield
  }
  return places
}

function enter({ ofCause, keys }: Places, draft: Draft): void {
  const key = causeKey(draft.row.cause)
  const others = ofCause.get(key)
  if (others) others.push(draft)
  else ofCause.set(key, [draft])
  if (draft.row.overAt === null) keys.add(draft.row.key)
}

/** How many subjects of a cause are in trouble, the open incidents of it included. */
function* shareOf(
  alerts: readonly SeenAlert[],
  drafts: readonly Draft[],
): Steps<Map<string, number>> {
  const subjects = new Map<string, Set<string>>()
  for (const { causes, subjectId } of alerts) {
    for (const cause of causes) {
      const key = causeKey(cause)
      subjects.set(key, (subjects.get(key) ?? new Set()).add(subjectId))
    }
    yield
  }
  for (const { row, raised } of drafts) {
    const key = causeKey(row.cause)
    const known = subjects.get(key) ?? new Set()
    for (const { subjectId } of raised) known.add(subjectId)
    subjects.set(key, known)
    yield
  }
  return new Map([...subjects].map(([key, ids]) => [key, ids.size]))
}

function likeliest({ causes }: SeenAlert, shared: ReadonlyMap<string, number>): IncidentCause {
  const [first, ...rest] = causes
  if (!first) throw new Error('An alert has a cause.')
  const sharers = (cause: IncidentCause) => shared.get(causeKey(cause)) ?? 0
  return rest.reduce((best, cause) => (sharers(cause) > sharers(best) ? cause : best), first)
}

function placeFor(
  { ofCause, ofSubject }: Places,
  { rule, subjectId }: SeenAlert,
  cause: IncidentCause,
  shared: ReadonlyMap<string, number>,
  { now }: Ports,
): Draft | undefined {
  const key = causeKey(cause)
  const isFresh = ({ row }: Draft) =>
    !isToldAnew(row.cause) ||
    row.flapping ||
    now.getTime() - row.lastRaisedAt.getTime() < SAME_FAILURE_MS
  const own = ofCause.get(key)?.find(isFresh)
  if (isOfRecordings(rule)) return own
  const isShared = cause.kind !== 'channel' && (shared.get(key) ?? 0) > 1
  return isShared ? own : (ofSubject.get(subjectId) ?? own)
}

function open(
  places: Places,
  alert: SeenAlert,
  cause: IncidentCause,
  { overLately }: Ledger,
  { now, newId }: Ports,
): Draft {
  const key = causeKey(cause)
  const flapping = (overLately.get(key) ?? 0) >= FLAP_COUNT - 1
  const tellFrom = Math.max(alert.since.getTime() + GATHER_MS, now.getTime() + GATHER_LEAST_MS)
  const draft: Draft = {
    isNew: true,
    isChanged: true,
    raised: [],
    added: [],
    cleared: [],
    entries: flapping ? [{ kind: 'flapping' }] : [],
    channelIds: new Set(),
    row: {
      id: IncidentId.parse(newId()),
      key: freeKey(places, key),
      cause,
      flapping,
      said: sayRule(alert.rule, alert.subjectName),
      severity: alert.severity,
      maintenance: false,
      since: alert.since,
      openedAt: now,
      lastRaisedAt: now,
      tellFrom: new Date(Math.min(tellFrom, now.getTime() + GATHER_MS)),
      overAt: null,
      healing: null,
      channels: 0,
      channelsEver: 0,
      viewers: 0,
      acknowledgedAt: null,
      acknowledgedBy: null,
      acknowledgedNote: null,
      mutedUntil: null,
      edition: 1,
    },
  }
  places.drafts.push(draft)
  enter(places, draft)
  return draft
}

/**
 * A server that is not ours may fail for one reason and soon for another; and what was not kept says
 * nothing of what is not kept hours later.
 */
function isToldAnew(cause: IncidentCause): boolean {
  const isElsewhere = cause.kind === 'upstream' || cause.kind === 'destination'
  return isElsewhere || (cause.kind === 'resource' && cause.resource === 'recordings')
}

/** A second failure of the same cause, while the first is open, has a key of its own. */
function freeKey({ keys: taken }: Places, key: string): string {
  if (!taken.has(key)) return key
  let number = 2
  while (taken.has(`${key}#${number}`)) number += 1
  return `${key}#${number}`
}

function add(draft: Draft, { causes: _causes, ...seen }: SeenAlert, ports: Ports) {
  const alert = {
    ...seen,
    id: ports.newId(),
    incidentId: draft.row.id,
    clearedAt: null,
    healing: null,
  }
  draft.raised.push(alert)
  draft.added.push(alert)
  draft.entries.push(alertEntry(alert))
  if (alert.subjectKind === 'channel') draft.channelIds.add(alert.subjectId)
  const { row } = draft
  draft.isChanged = true
  draft.row = {
    ...row,
    severity: row.severity === 'critical' ? row.severity : alert.severity,
    since: new Date(Math.min(alert.since.getTime(), row.since.getTime())),
    lastRaisedAt: ports.now,
  }
}
