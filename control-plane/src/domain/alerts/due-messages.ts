import type { AlertTargetId, DeliveryNews, IncidentId, Severity } from '@cashbacktv/contract'
import type { StoredIncident } from './incident-view.ts'
import type { TellableTarget, Told } from './ledger.ts'
import { quietUntil } from './quiet-hours.ts'

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

/**
 * What targets are to be told of an incident now; `told` is what they were told of it. Each hears
 * once that it is, once that it has become critical, and once that it is over, the last only if it
 * heard the first or will. One that is switched off hears nothing more.
 */
export function dueMessages(
  row: StoredIncident,
  extent: () => Extent,
  targets: readonly TellableTarget[],
  told: readonly Told[],
  now: Date,
): DueMessage[] {
  return targets.flatMap((target) => {
    const heard = told.filter((one) => one.targetId === target.id)
    const news = newsFor(row, extent, target, heard, now)
    if (news === null) return []
    const quiet = quietUntil(target, row.severity, now)
    // What goes on after quiet hours is told then; that it is over waits for their end.
    if (quiet && news !== 'over') return []
    const { id: incidentId, severity } = row
    return [{ incidentId, targetId: target.id, news, severity, notBefore: quiet ?? now }]
  })
}

function newsFor(
  row: StoredIncident,
  extent: () => Extent,
  target: TellableTarget,
  heard: readonly Told[],
  now: Date,
): DeliveryNews | null {
  const has = (news: DeliveryNews) => heard.some((one) => one.news === news)
  if (!target.enabled) return null
  if (row.overAt !== null) return heard.some(isHeardRaised) && !has('over') ? 'over' : null
  if (!isToBeTold(row, now)) return null
  const first = heard.find(({ news }) => news === 'raised')
  if (first) {
    const isWorse =
      isHeardRaised(first) && first.severity === 'warning' && row.severity === 'critical'
    return isWorse && !has('worse') && row.acknowledgedAt === null ? 'worse' : null
  }
  return wantsToHear(row, extent, target, now) ? 'raised' : null
}

const isHeardRaised = ({ news, state }: Told) =>
  news === 'raised' && state !== 'dead' && state !== 'dropped'

/** Of what is gathered still, muted or in maintenance nobody hears. */
function isToBeTold({ tellFrom, maintenance, mutedUntil }: StoredIncident, now: Date): boolean {
  return tellFrom <= now && !maintenance && (mutedUntil === null || mutedUntil <= now)
}

function wantsToHear(
  row: StoredIncident,
  extent: () => Extent,
  { filter, afterMinutes }: TellableTarget,
  now: Date,
): boolean {
  if (row.acknowledgedAt !== null) return false
  if (now.getTime() - row.openedAt.getTime() < afterMinutes * 60_000) return false
  if (filter.severity === 'critical' && row.severity === 'warning') return false
  if (filter.causes.length > 0 && !filter.causes.includes(row.cause.kind)) return false
  const isAbout = (wanted: readonly string[], ids: ReadonlySet<string>) =>
    wanted.length === 0 || wanted.some((id) => ids.has(id))
  if (filter.hostIds.length === 0 && filter.channelIds.length === 0) return true
  const { hostIds, channelIds } = extent()
  return isAbout(filter.hostIds, hostIds) && isAbout(filter.channelIds, channelIds)
}
