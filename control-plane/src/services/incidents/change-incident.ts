import {
  type AuditDeed,
  type IncidentId,
  type IncidentSummary,
  messageOf,
} from '@cashbacktv/contract'
import { incidentEntries, incidents, type WrittenEntry } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/accounts/actor-name.ts'
import { incidentSummary, type StoredIncident } from '../../domain/alerts/incident-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitAlertChange } from '../changes/commit-alert-change.ts'
import { type Change, unchanged } from '../changes/commit-change.ts'
import { requireWholeIncident } from './read-incidents.ts'

type IncidentDeed = Extract<AuditDeed, { subjectType: 'incident' }>
type Act = {
  deed: IncidentDeed
  change: Partial<Omit<StoredIncident, 'id' | 'edition'>>
  entry: WrittenEntry
}

/**
 * What a person does about an open incident, written down in it. `decide` answers null where it is
 * as wanted.
 *
 * @throws DomainError `not_found`; `forbidden` where it hits channels out of reach too; `conflict` for one that is over
 */
export function changeIncident(
  ctx: ServiceContext,
  id: IncidentId,
  decide: (row: StoredIncident, by: string | null) => Act | null,
): Promise<IncidentSummary> {
  return commitAlertChange(ctx, async (tx): Promise<Change<IncidentSummary>> => {
    const row = await requireWholeIncident({ ...ctx, db: tx }, id)
    if (row.overAt !== null) throw new DomainError('conflict', messageOf('incident-is-over'))
    const act = decide(row, ctx.actor && actorName(ctx.actor))
    if (act === null) return unchanged(incidentSummary(row, ctx.now()))
    const { deed, change, entry } = act
    await tx
      .update(incidents)
      .set({ ...change, edition: sql`${incidents.edition} + 1` })
      .where(eq(incidents.id, id))
    await tx.insert(incidentEntries).values({ incidentId: id, at: ctx.now(), entry })
    return {
      result: incidentSummary({ ...row, ...change }, ctx.now()),
      hosts: [],
      audit: [{ ...deed, subjectId: id }],
    }
  })
}
