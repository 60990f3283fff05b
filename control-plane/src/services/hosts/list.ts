import { Capabilities, type HostReport, type HostView, hostHealth } from '@cashbacktv/contract'
import { channels, type Db, hosts, recordings } from '@cashbacktv/db'
import { asc, count, eq, getTableColumns, isNull, sql } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { twoAgentsSince } from '../../domain/agents-heard.ts'
import { lastWord, linkOf } from '../../domain/host-silence.ts'
import { roomOf } from '../../domain/room-of.ts'
import { hostEdition } from '../../live/view/host-edition.ts'

/** Every host with what is known of it at the moment. */
export async function listHosts(ctx: FleetContext): Promise<HostView[]> {
  const now = ctx.now()
  const [rows, counts, recorded, reports] = await Promise.all([
    ctx.db
      .select({ ...getTableColumns(hosts), edition: hostEdition })
      .from(hosts)
      .orderBy(asc(hosts.name)),
    ctx.db
      .select({ hostId: channels.hostId, channels: count() })
      .from(channels)
      .where(isNull(channels.deletedAt))
      .groupBy(channels.hostId),
    countRecordings(ctx.db, now),
    ctx.live.latestReports(),
  ])
  const byHost = new Map(counts.map((row) => [row.hostId, row.channels]))
  const recordingsOf = new Map(recorded.map(({ hostId, ...counted }) => [hostId, counted]))
  return rows.map((row) => {
    const stored = {
      channels: byHost.get(row.id) ?? 0,
      recordings: recordingsOf.get(row.id) ?? { kept: 0, ahead: 0 },
    }
    return viewOf(row, reports.get(row.id), stored, now)
  })
}

function countRecordings(db: Db, at: Date) {
  const { hostId, startsAt, endsAt } = recordings
  const now = sql`${at.toISOString()}::timestamptz`
  const isAhead = sql`${channels.deletedAt} is null and (${endsAt} is null or ${endsAt} > ${now})`
  return db
    .select({
      hostId,
      kept: sql<number>`count(*) filter (where ${startsAt} <= ${now})::int`,
      ahead: sql<number>`count(*) filter (where ${isAhead})::int`,
    })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .groupBy(hostId)
}

function viewOf(
  row: typeof hosts.$inferSelect & { edition: string },
  report: HostReport | undefined,
  stored: Pick<HostView, 'channels' | 'recordings'>,
  now: Date,
): HostView {
  const lastSeenAt = lastWord(row.lastSeenAt, report)
  const known = {
    link: linkOf(lastSeenAt, now),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    heldRevision: report?.heldRevision ?? null,
    sample: report?.sample ?? null,
  }
  const capabilities = Capabilities.safeParse(row.capabilities)
  return {
    id: row.id,
    name: row.name,
    ...known,
    health: hostHealth({
      ...known,
      twoAgentsSince: twoAgentsSince(row.agentsHeard, now),
      origin: report?.origin ?? null,
    }),
    wantedRevision: row.desiredRevision,
    appliedRevision: report?.appliedRevision ?? row.appliedRevision,
    draining: row.draining,
    capabilities: capabilities.success ? capabilities.data : null,
    room: roomOf(report),
    ...stored,
    edition: row.edition,
    dvrDisk: report?.dvrDisk ?? null,
  }
}
