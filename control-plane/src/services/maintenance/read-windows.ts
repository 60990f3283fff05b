import { type MaintenanceView, messageOf } from '@cashbacktv/contract'
import { channels, type Db, hosts, maintenanceWindows } from '@cashbacktv/db'
import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ServiceContext, TimedReadContext } from '../../context.ts'
import { type Reach, reachOf } from '../../domain/accounts/reach.ts'
import { type StoredWindow, windowView } from '../../domain/alerts/maintenance.ts'
import { DomainError } from '../../domain/errors.ts'
import { ofReach } from '../groups/in-reach.ts'

const NEWEST = 500

/** The newest windows, those that end last first. */
export async function listMaintenance(
  ctx: TimedReadContext,
): Promise<{ items: MaintenanceView[] }> {
  const rows = await ctx.db
    .select()
    .from(maintenanceWindows)
    .where(windowInReach(reachOf(ctx.actor)))
    .orderBy(desc(maintenanceWindows.endsAt))
    .limit(NEWEST)
  return { items: await viewsOf(ctx, rows) }
}

/** Of channels in reach, and of hosts and everything, which keep these channels quiet too. */
function windowInReach(reach: Reach): SQL | undefined {
  if (reach.kind === 'all') return undefined
  const { scope } = maintenanceWindows
  const own = ofReach(reach, sql`(${scope} ->> 'channelId')`)
  return sql`(${scope} ->> 'kind' <> 'channel' or ${own})`
}

/** @throws DomainError `not_found` */
export async function getMaintenance(
  ctx: Pick<ServiceContext, 'db' | 'now'>,
  { id }: { id: string },
): Promise<MaintenanceView> {
  const [view] = await viewsOf(ctx, [await requireWindow(ctx.db, id)])
  if (!view) throw new Error('One row makes one view.')
  return view
}

/** @throws DomainError `not_found` */
export async function requireWindow(
  db: Db,
  id: string,
  { lock = false } = {},
): Promise<StoredWindow> {
  const query = db.select().from(maintenanceWindows).where(eq(maintenanceWindows.id, id))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('maintenance-missing'))
  return row
}

async function viewsOf(
  { db, now }: Pick<ServiceContext, 'db' | 'now'>,
  rows: readonly StoredWindow[],
): Promise<MaintenanceView[]> {
  const hostIds = rows.flatMap(({ scope }) => (scope.kind === 'host' ? [scope.hostId] : []))
  const channelIds = rows.flatMap(({ scope }) => {
    return scope.kind === 'channel' ? [scope.channelId] : []
  })
  const [ofHosts, ofChannels] = await Promise.all([
    hostIds.length === 0
      ? []
      : db.select({ id: hosts.id, name: hosts.name }).from(hosts).where(inArray(hosts.id, hostIds)),
    channelIds.length === 0
      ? []
      : db
          .select({ id: channels.id, name: channels.name })
          .from(channels)
          .where(inArray(channels.id, channelIds)),
  ])
  const names = new Map<string, string>(
    [...ofHosts, ...ofChannels].map(({ id, name }) => [id, name]),
  )
  return rows.map((row) => windowView(row, names, now()))
}
