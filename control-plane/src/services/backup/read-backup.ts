import {
  BACKUP_FORMAT,
  type Backup,
  type BackupChannel,
  type BackupState,
} from '@cashbacktv/contract'
import { channelGroups, channels, type Db, hosts, logos, presets } from '@cashbacktv/db'
import { asc, eq, isNull } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { type ChannelRow, rowOf } from '../channels/channel-row.ts'
import { readSources } from '../channels/read-channels.ts'
import { readQualitySchedule } from '../quality/read-schedule.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'

/** Channels and all that they are made of, as of one instant. It holds the whole addresses of sources. */
export async function makeBackup(
  ctx: Pick<ServiceContext, 'db' | 'live' | 'now' | 'actor'>,
  version: string,
): Promise<Backup> {
  const read = async (tx: Db) => {
    const result = await readState(tx)
    const subject = { subjectType: 'backup', subjectId: null } as const
    const detail = { channels: result.channels.length }
    const audit: AuditEntry[] = [{ action: 'backup.download', ...subject, detail }]
    return { result, hosts: [], audit }
  }
  const state = await commitChange(ctx, read, { isolationLevel: 'repeatable read' })
  return { format: BACKUP_FORMAT, createdAt: ctx.now().toISOString(), version, ...state }
}

export async function readState(tx: Db): Promise<BackupState> {
  const rows = await tx
    .select({ channel: channels, host: hosts.name })
    .from(channels)
    .leftJoin(hosts, eq(hosts.id, channels.hostId))
    .where(isNull(channels.deletedAt))
    .orderBy(asc(channels.id))
  const sources = await readSources(
    tx,
    rows.map(({ channel }) => channel.id),
  )
  const own = await tx
    .select()
    .from(presets)
    .where(eq(presets.builtIn, false))
    .orderBy(asc(presets.id))
  const pictures = await tx.select().from(logos).orderBy(asc(logos.id))
  const { id, name, note } = channelGroups
  const groups = await tx.select({ id, name, note }).from(channelGroups).orderBy(asc(id))
  return {
    settings: await readHostSettings(tx),
    qualitySchedule: await readQualitySchedule(tx),
    presets: own.map(({ id, name, encoding }) => ({ id, name, encoding })),
    pictures: pictures.map(({ id, sha256, width, height, content }) => ({
      ...{ id, sha256, width, height, content: content.toString('base64') },
    })),
    channelGroups: groups,
    channels: rows.map(({ channel, host }) => ({
      ...wishOf(rowOf(channel), host),
      sources: sources.get(channel.id) ?? [],
    })),
  }
}

/** All but how far it is and where it was placed. */
function wishOf(row: ChannelRow, hostName: string | null): Omit<BackupChannel, 'sources'> {
  const { hostId, pinned, restartGeneration, startAnyway, ...rest } = row
  const { createdAt, updatedAt, deletedAt, playbackEnds, ...wish } = rest
  return { ...wish, host: pinned ? hostName : null }
}
