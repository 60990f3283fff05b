import type { BackupChannel, BackupState } from '@cashbacktv/contract'
import { channelGroups, channels, type Db, hosts, logos, presets } from '@cashbacktv/db'
import { asc, eq, isNull } from 'drizzle-orm'
import { type ChannelRow, rowOf } from '../channels/channel-row.ts'
import { readSources } from '../channels/read-channels.ts'
import { readQualitySchedule } from '../quality/read-schedule.ts'
import { readHostSettings } from '../settings/read-host-settings.ts'

/** All that a backup has, but for the bytes of pictures. It holds the whole addresses of sources. */
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
  const { sha256, width, height } = logos
  const pictures = await tx
    .select({ id: logos.id, sha256, width, height })
    .from(logos)
    .orderBy(asc(logos.id))
  const { id, name, note } = channelGroups
  const groups = await tx.select({ id, name, note }).from(channelGroups).orderBy(asc(id))
  return {
    settings: await readHostSettings(tx),
    qualitySchedule: await readQualitySchedule(tx),
    presets: own.map(({ id, name, encoding }) => ({ id, name, encoding })),
    pictures,
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
