import {
  type ChannelId,
  type DesiredState,
  type HostId,
  MOST_RECORDINGS,
  type RecordingSpec,
  type Sha256,
  type Source,
} from '@cashbacktv/contract'
import {
  channels,
  type Db,
  hosts,
  logos,
  presets,
  recordings,
  settingAt,
  settings,
  showsPicture,
  sources,
} from '@cashbacktv/db'
import { and, asc, desc, eq, getTableColumns, gt, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import {
  buildDesiredState,
  type StoredChannel,
  type StoredPicture,
} from '../../domain/channels/desired-state.ts'
import { recordingSpec } from '../../domain/recordings/recordings.ts'
import { rowOf } from '../channels/channel-row.ts'
import { sourceOf } from '../channels/read-channels.ts'
import { playbackSecret } from '../playback/playback-secret.ts'
import { readRecordingBucket } from '../recording-bucket/read.ts'

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
  const secret = await playbackSecret(ctx.db)
  const read = async (tx: Db) => {
    // Sent together: one round trip however many questions.
    const [[host], stored, removed, encodings, pictures, [setting], recorded, bucket] =
      await Promise.all([
        tx.select().from(hosts).where(eq(hosts.id, hostId)),
        readChannels(tx, hostId),
        readRemoved(tx, hostId, ctx.now()),
        tx.select({ id: presets.id, encoding: presets.encoding }).from(presets),
        readPictures(tx, hostId),
        tx.select().from(settings).where(eq(settings.key, HOST_SETTINGS_KEY)),
        readRecorded(tx, hostId),
        readRecordingBucket(tx),
      ])
    if (!host) return null
    return buildDesiredState({
      host,
      channels: stored,
      removed,
      recordings: recorded,
      recordingBucket: bucket,
      presets: new Map(encodings.map(({ id, encoding }) => [id, encoding])),
      pictures,
      settings: setting?.value,
      sourceAllowCidrs: ctx.config.sourceAllowCidrs,
      playbackSecret: secret,
      now: ctx.now(),
    })
  }
  return ctx.db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

const livesOn = (hostId: HostId) => and(eq(channels.hostId, hostId), isNull(channels.deletedAt))

async function readChannels(tx: Db, hostId: HostId): Promise<StoredChannel[]> {
  const [rows, addresses] = await Promise.all([
    tx.select().from(channels).where(livesOn(hostId)).orderBy(asc(channels.id)),
    tx
      .select(getTableColumns(sources))
      .from(sources)
      .innerJoin(channels, eq(channels.id, sources.channelId))
      .where(livesOn(hostId))
      .orderBy(asc(sources.position)),
  ])
  const byChannel = new Map(rows.map(({ id }): [ChannelId, Source[]] => [id, []]))
  for (const row of addresses) byChannel.get(row.channelId)?.push(sourceOf(row))
  return rows.map((row) => ({ ...rowOf(row), sources: byChannel.get(row.id) ?? [] }))
}

/**
 * All there are, as none is made beyond what a host may have. Should there be more all the same, as
 * of before that was so, it is told of those that began first: always of the same, and last of those
 * that are to come, of which nothing is there yet that it would give up.
 */
async function readRecorded(tx: Db, hostId: HostId): Promise<RecordingSpec[]> {
  const rows = await tx
    .select({ row: getTableColumns(recordings), slug: channels.slug })
    .from(recordings)
    .innerJoin(channels, eq(channels.id, recordings.channelId))
    .where(eq(recordings.hostId, hostId))
    .orderBy(asc(recordings.startsAt), asc(recordings.id))
    .limit(MOST_RECORDINGS)
  return rows.map(({ row, slug }) => recordingSpec(row, slug))
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

/** The picture with this hash; null unless a channel of the host shows it. */
export async function readShownPicture(
  db: Db,
  hostId: HostId,
  sha256: Sha256,
): Promise<StoredPicture | null> {
  const pictures = await readPictures(db, hostId)
  return pictures.find((picture) => picture.sha256 === sha256) ?? null
}

/** Without their content, which hosts fetch by hash. */
async function readPictures(tx: Db, hostId: HostId): Promise<StoredPicture[]> {
  const isShown = or(showsPicture(logos.id), eq(settingAt('slate', 'picture'), logos.sha256))
  return tx
    .selectDistinct({ id: logos.id, sha256: logos.sha256, mime: logos.mime, bytes: logos.bytes })
    .from(logos)
    .innerJoin(channels, and(livesOn(hostId), isShown))
}
