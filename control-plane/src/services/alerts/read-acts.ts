import { ChannelId } from '@cashbacktv/contract'
import { auditEntries, type Db, events } from '@cashbacktv/db'
import { and, eq, gte, inArray, max } from 'drizzle-orm'
import type { Acts } from '../../domain/alerts/ending-of.ts'
import type { StoredAlert } from '../../domain/alerts/incident-view.ts'

/** What is read at once; of a larger outage it is not told who healed which channel. */
const MOST = 1000

/** What people and hosts did about channels since their alerts began. */
export async function readActs(db: Db, ended: readonly StoredAlert[]): Promise<Acts> {
  const ofChannels = ended.filter(({ subjectKind }) => subjectKind === 'channel').slice(0, MOST)
  if (ofChannels.length === 0) return new Map()
  const ids = [...new Set(ofChannels.map(({ subjectId }) => ChannelId.parse(subjectId)))]
  const first = new Date(Math.min(...ofChannels.map(({ since }) => since.getTime())))
  const [persons, switches] = await Promise.all([
    db
      .select({ id: auditEntries.subjectId, at: max(auditEntries.at) })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.subjectType, 'channel'),
          inArray(auditEntries.subjectId, ids),
          gte(auditEntries.at, first),
        ),
      )
      .groupBy(auditEntries.subjectId),
    db
      .select({ id: events.channelId, at: max(events.at) })
      .from(events)
      .where(
        and(
          inArray(events.channelId, ids),
          eq(events.kind, 'source-switched'),
          gte(events.at, first),
        ),
      )
      .groupBy(events.channelId),
  ])
  const [byPerson, bySwitch] = [lastOf(persons), lastOf(switches)]
  return new Map(
    ofChannels.map(({ subjectId, since }) => {
      const later = (at: Date | null) => (at && at >= since ? at : null)
      const acts = {
        personAt: later(byPerson.get(subjectId) ?? null),
        switchedAt: later(bySwitch.get(subjectId) ?? null),
      }
      return [subjectId, acts]
    }),
  )
}

function lastOf(rows: readonly { id: string | null; at: Date | null }[]) {
  return new Map(rows.map(({ id, at }) => [id, at]))
}
