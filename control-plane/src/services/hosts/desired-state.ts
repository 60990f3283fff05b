import type { ChannelId, DesiredState, HostId, Source } from '@cashbacktv/contract'
import { channels, type Db, hosts, logos, presets, settings, sources } from '@cashbacktv/db'
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { buildDesiredState, type StoredChannel } from '../../domain/desired-state.ts'

/** Key of the settings table under which the settings of all hosts are. */
export const HOST_SETTINGS_KEY = 'host'

/** A host may be away for so long and still learn by name what was deleted or moved meanwhile. */
const REMOVED_FOR_MS = 30 * 86_400_000
const MAX_REMOVED = 2000

/**
 * The snapshot of a host as of one instant of the database; null when there is no such host.
 *
 * @throws Error when a stored channel is not a valid one
 */
export async function loadDesiredState(
  ctx: Pick<ServiceContext, 'db' | 'config' | 'now'>,
  hostId: HostId,
): Promise<DesiredState | null> {
  const read = async (tx: Db) => {
    const [host] = await tx.select().from(hosts).where(eq(hosts.id, hostId))
    if (!host) return null
    const stored = await readChannels(tx, hostId)
    return buildDesiredState({
      host,
      channels: stored,
      removed: await readRemoved(tx, hostId, ctx.now()),
      presets: new Map((await tx.select().from(presets)).map(({ id, encoding }) => [id, encoding])),
      pictures: await readPictures(tx, stored),
      settings: await readSettings(tx),
      sourceAllowCidrs: ctx.config.sourceAllowCidrs,
    })
  }
  return ctx.db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

async function readChannels(tx: Db, hostId: HostId): Promise<StoredChannel[]> {
  const rows = await tx
    .select()
    .from(channels)
    .where(and(eq(channels.hostId, hostId), isNull(channels.deletedAt)))
    .orderBy(asc(channels.id))
  const ids = rows.map(({ id }) => id)
  const addresses = ids.length
    ? await tx
        .select()
        .from(sources)
        .where(inArray(sources.channelId, ids))
        .orderBy(asc(sources.position))
    : []
  const byChannel = new Map(rows.map(({ id }): [ChannelId, Source[]] => [id, []]))
  for (const { channelId, id, url } of addresses) byChannel.get(channelId)?.push({ id, url })
  return rows.map((row) => ({ ...row, sources: byChannel.get(row.id) ?? [] }))
}

/** Deleted channels of this host, and channels that lately came to another host, perhaps from this one. */
async function readRemoved(tx: Db, hostId: HostId, now: Date): Promise<ChannelId[]> {
  const since = new Date(now.getTime() - REMOVED_FOR_MS)
  const deletedHere = and(
    eq(channels.hostId, hostId),
    isNotNull(channels.deletedAt),
    gt(channels.deletedAt, since),
  )
  const livesElsewhere = and(ne(channels.hostId, hostId), gt(channels.updatedAt, since))
  const rows = await tx
    .select({ id: channels.id })
    .from(channels)
    .where(or(deletedHere, livesElsewhere))
    .orderBy(desc(channels.updatedAt))
    .limit(MAX_REMOVED)
  return rows.map(({ id }) => id)
}

/** Without their content, which hosts fetch by hash. */
async function readPictures(tx: Db, stored: readonly StoredChannel[]) {
  const ids = stored.flatMap(({ logo }) => (logo ? [logo.assetId] : []))
  const hashes = stored.flatMap(({ slate }) => (slate.picture ? [slate.picture] : []))
  if (ids.length + hashes.length === 0) return []
  return tx
    .select({ id: logos.id, sha256: logos.sha256, mime: logos.mime, bytes: logos.bytes })
    .from(logos)
    .where(or(inArray(logos.id, ids), inArray(logos.sha256, hashes)))
}

async function readSettings(tx: Db): Promise<unknown> {
  const [row] = await tx.select().from(settings).where(eq(settings.key, HOST_SETTINGS_KEY))
  return row?.value
}
