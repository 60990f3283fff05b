import type { AlertTargetId, DeliveryNews, IncidentId, Severity } from '@cashbacktv/contract'
import type { Reach } from '../accounts/reach.ts'
import type { StoredIncident } from './incident-view.ts'
import type { TellableTarget, Told } from './ledger.ts'
import { quietUntil } from './quiet-hours.ts'
import { reachOfTarget } from './target-reach.ts'

/** A message that is to be sent, not before an instant. */
export type DueMessage = {
  incidentId: IncidentId
  targetId: AlertTargetId
  news: DeliveryNews
  severity: Severity
  notBefore: Date
}

/** What an incident is about, for the filters of targets. */
export type Extent = { hostIds: ReadonlySet<string>; channelIds: ReadonlySet<string> }

/** What an incident is for somebody: how bad, and about what. */
export type Hit = { severity: Severity; extent(): Extent }

/** For whoever has this reach; null while nothing is raised of what it reaches. */
export type HitIn = (reach: Reach) => Hit | null

/**
 * What targets are to be told of an incident now; `told` is what they were told of it. Each hears
 * once that it is, once that it has become critical, and once that it is over, the last only if it
 * heard the first or will. One that is switched off hears nothing more.
 */
export function dueMessages(
  row: StoredIncident,
  hitIn: HitIn,
  targets: readonly TellableTarget[],
  told: readonly Told[],
  now: Date,
): DueMessage[] {
  return targets.flatMap((target) => {
    const heard = told.filter((one) => one.targetId === target.id)
    const due = newsFor(row, hitIn, target, heard, now)
    if (due === null) return []
    const quiet = quietUntil(target, due.severity, now)
    // What goes on after quiet hours is told then; that it is over waits for their end.
    if (quiet && due.news !== 'over') return []
    return [{ incidentId: row.id, targetId: target.id, ...due, notBefore: quiet ?? now }]
  })
}

type Due = Pick<DueMessage, 'news' | 'severity'>

function newsFor(
  row: StoredIncident,
  hitIn: HitIn,
  target: TellableTarget,
  heard: readonly Told[],
  now: Date,
): Due | null {
  const has = (news: DeliveryNews) => heard.some((one) => one.news === news)
  if (!target.enabled) return null
  const reach = reachOfTarget(target.filter)
  if (row.overAt !== null) {
    const severity = reach.kind === 'all' ? row.severity : worstHeard(heard)
    return heard.some(isHeardRaised) && !has('over') ? { news: 'over', severity } : null
  }
  if (!isToBeTold(row, now) || row.acknowledgedAt !== null) return null
  const first = heard.find(({ news }) => news === 'raised')
  if (first && (!isHeardRaised(first) || first.severity === 'critical' || has('worse'))) return null
  const hit = hitIn(reach)
  if (hit === null) return null
  const { severity } = hit
  if (first) return severity === 'critical' ? { news: 'worse', severity } : null
  return wantsToHear(row, hit, target, now) ? { news: 'raised', severity } : null
}

const isHeardRaised = ({ news, state }: Told) =>
  news === 'raised' && state !== 'dead' && state !== 'dropped'

function worstHeard(heard: readonly Told[]): Severity {
  return heard.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning'
}

/** Of what is gathered still, muted or in maintenance nobody hears. */
function isToBeTold({ tellFrom, maintenance, mutedUntil }: StoredIncident, now: Date): boolean {
  return tellFrom <= now && !maintenance && (mutedUntil === null || mutedUntil <= now)
}

function wantsToHear(
  { openedAt, cause }: StoredIncident,
  { severity, extent }: Hit,
  { filter, afterMinutes }: TellableTarget,
  now: Date,
): boolean {
  if (now.getTime() - openedAt.getTime() < afterMinutes * 60_000) return false
  if (filter.severity === 'critical' && severity === 'warning') return false
  if (filter.causes.length > 0 && !filter.causes.includes(cause.kind)) return false
  const isAbout = (wanted: readonly string[], ids: ReadonlySet<string>) =>
    wanted.length === 0 || wanted.some((id) => ids.has(id))
  if (filter.hostIds.length === 0 && filter.channelIds.length === 0) return true
  const { hostIds, channelIds } = extent()
  return isAbout(filter.hostIds, hostIds) && isAbout(filter.channelIds, channelIds)
}
