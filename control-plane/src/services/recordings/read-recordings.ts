import {
  type HostId,
  type ListRecordingsInput,
  messageOf,
  type RecordingId,
  type RecordingView,
} from '@cashbacktv/contract'
import { channels, type Db, hosts, recordings } from '@cashbacktv/db'
import { and, desc, eq, getTableColumns } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { told } from '../../domain/alerts/incident-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { isOver, type RecordingRow, recordingView } from '../../domain/recordings/recordings.ts'
import { streamsRoot } from '../channels/channel-view.ts'
import { requireChannel } from '../channels/read-channels.ts'
import { ofReach } from '../groups/in-reach.ts'
import { readFullHosts } from './room.ts'

type Reader = { db: Db } & Pick<RequestContext, 'actor'>

/** Of all hosts together; more than anybody looks through. */
const MOST_LISTED = 2000

/**
 * Recordings, the newest first, those of deleted channels as well: what is recorded outlives them.
 *
 * @throws DomainError `not_found` where the channel that is asked about is not there
 */
export async function listRecordings(
  ctx: RequestContext,
  { channelId }: ListRecordingsInput,
): Promise<{ items: RecordingView[] }> {
  if (channelId !== undefined) await requireChannel(ctx.db, channelId)
  const asked = channelId === undefined ? undefined : eq(recordings.channelId, channelId)
  const rows = await withNames(ctx.db)
    .where(and(asked, reached(ctx)))
    .limit(MOST_LISTED)
  return { items: await viewsOf(ctx, rows) }
}

/** @throws DomainError `not_found` */
export async function getRecording(
  ctx: RequestContext,
  { id }: { id: RecordingId },
): Promise<RecordingView> {
  const rows = await withNames(ctx.db).where(and(eq(recordings.id, id), reached(ctx)))
  const [view] = await viewsOf(ctx, rows)
  if (!view) throw new DomainError('not_found', messageOf('recording-missing'))
  return view
}

/** @throws DomainError `not_found` */
export async function requireRecording(
  { db, actor }: Reader,
  id: RecordingId,
  { lock = false } = {},
): Promise<RecordingRow> {
  const query = db
    .select()
    .from(recordings)
    .where(and(eq(recordings.id, id), reached({ actor })))
  const [row] = lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('recording-missing'))
  return row
}

/** Of channels that who asks reaches. */
function reached({ actor }: Pick<Reader, 'actor'>) {
  return ofReach(reachOf(actor), recordings.channelId)
}

function withNames(db: Db) {
  return db
    .select({
      row: getTableColumns(recordings),
      channelName: channels.name,
      channelHostId: channels.hostId,
      channelDeletedAt: channels.deletedAt,
      hostName: hosts.name,
    })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .innerJoin(hosts, eq(hosts.id, recordings.hostId))
    .orderBy(desc(recordings.startsAt), desc(recordings.id))
    .$dynamic()
}

type Named = {
  row: RecordingRow
  channelName: string
  /** Where the channel is by now. */
  channelHostId: HostId | null
  channelDeletedAt: Date | null
  hostName: string
}

async function viewsOf(ctx: RequestContext, rows: readonly Named[]): Promise<RecordingView[]> {
  const hostIds = [...new Set(rows.map(({ row }) => row.hostId))]
  const [{ state }, full] = await Promise.all([ctx.view.fresh(hostIds), readFullHosts(ctx.db)])
  // What a host says of recordings that lie elsewhere is not heard.
  const observed = new Map(
    [...state].map(([hostId, { report }]) => {
      return [hostId, new Map(report?.recordings?.map((one) => [one.id, one]))]
    }),
  )
  return rows.map(({ row, channelName, hostName, ...channel }) =>
    recordingView(row, {
      channelName,
      hostName,
      observed: observed.get(row.hostId)?.get(row.id) ?? null,
      problem: isLeftBehind(row, channel, full, ctx.now()) ? LEFT_BEHIND : null,
      root: streamsRoot(ctx, row, state),
    }),
  )
}

const LEFT_BEHIND = told(messageOf('recording-left-behind'))

/** Its channel is on a host that has no room for the rest of it. */
function isLeftBehind(
  row: RecordingRow,
  { channelHostId, channelDeletedAt }: Pick<Named, 'channelHostId' | 'channelDeletedAt'>,
  full: ReadonlySet<HostId>,
  now: Date,
): boolean {
  if (channelHostId === null || channelDeletedAt !== null || isOver(row, now)) return false
  return channelHostId !== row.hostId && full.has(channelHostId)
}
