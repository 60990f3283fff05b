import { type ChannelId, type HostId, MOST_RECORDINGS } from '@cashbacktv/contract'
import { channels, type Db, recordings } from '@cashbacktv/db'
import { asc, count, eq, gte, inArray } from 'drizzle-orm'
import { lockHosts } from '../changes/lock-hosts.ts'

/**
 * Has channels stay until the transaction ends, which a recording that is added refers to. Before
 * anything of their hosts is locked: changes of channels lock these first, and then their hosts.
 */
export async function holdChannels(tx: Db, channelIds: readonly ChannelId[]): Promise<void> {
  await tx
    .select({ id: channels.id })
    .from(channels)
    .where(inArray(channels.id, [...channelIds]))
    .orderBy(asc(channels.id))
    .for('key share')
}

/**
 * How many recordings more each of these hosts takes. Who adds some to them waits until the
 * transaction ends, so that together there are never more than a host is told of.
 */
export async function lockRecordingRoom(
  tx: Db,
  hostIds: readonly HostId[],
): Promise<Map<HostId, number>> {
  const room = new Map<HostId, number>()
  for (const id of (await lockHosts(tx, hostIds)).keys()) {
    const taken = await tx.$count(recordings, eq(recordings.hostId, id))
    room.set(id, Math.max(0, MOST_RECORDINGS - taken))
  }
  return room
}

/** Hosts that take no recording more. */
export async function readFullHosts(db: Db): Promise<Set<HostId>> {
  const rows = await db
    .select({ hostId: recordings.hostId })
    .from(recordings)
    .groupBy(recordings.hostId)
    .having(gte(count(), MOST_RECORDINGS))
  return new Set(rows.map(({ hostId }) => hostId))
}
