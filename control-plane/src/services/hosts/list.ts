import { Capabilities, type HostReport, type HostView, hostHealth } from '@cashbacktv/contract'
import { channels, hosts } from '@cashbacktv/db'
import { asc, count, getTableColumns, isNull } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { lastWord, linkOf } from '../../domain/host-silence.ts'
import { roomOf } from '../../domain/room-of.ts'
import { hostEdition } from '../../live/view/host-edition.ts'

/** Every host with what is known of it at the moment. */
export async function listHosts(ctx: FleetContext): Promise<HostView[]> {
  const [rows, counts, reports] = await Promise.all([
    ctx.db
      .select({ ...getTableColumns(hosts), edition: hostEdition })
      .from(hosts)
      .orderBy(asc(hosts.name)),
    ctx.db
      .select({ hostId: channels.hostId, channels: count() })
      .from(channels)
      .where(isNull(channels.deletedAt))
      .groupBy(channels.hostId),
    ctx.live.latestReports(),
  ])
  const byHost = new Map(counts.map((row) => [row.hostId, row.channels]))
  return rows.map((row) => viewOf(row, reports.get(row.id), byHost.get(row.id) ?? 0, ctx.now()))
}

function viewOf(
  row: typeof hosts.$inferSelect & { edition: string },
  report: HostReport | undefined,
  channelCount: number,
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
    health: hostHealth({ ...known, origin: report?.origin ?? null }),
    wantedRevision: row.desiredRevision,
    appliedRevision: report?.appliedRevision ?? row.appliedRevision,
    draining: row.draining,
    capabilities: capabilities.success ? capabilities.data : null,
    room: roomOf(report),
    channels: channelCount,
    edition: row.edition,
    dvrDisk: report?.dvrDisk ?? null,
  }
}
