import type { ChannelId } from '@cashbacktv/contract'
import { channelGroups, channels, hosts, presets, sources } from '@cashbacktv/db'
import { eq, isNull } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { mayReach, reachOf } from '../../domain/accounts/reach.ts'
import type { ListedChannel } from '../../domain/import/listed-channel.ts'
import type { ImportFacts } from '../../domain/import/plan-import.ts'
import { checkSources } from '../channels/check-sources.ts'

/** All that the channels of a list are judged against, each read once. */
export async function readImportFacts(
  ctx: Pick<ServiceContext, 'db' | 'config' | 'outside' | 'actor'>,
  listed: readonly ListedChannel[],
): Promise<ImportFacts> {
  const { db } = ctx
  const reach = reachOf(ctx.actor)
  const { id, name, slug, groupId } = channels
  const urls = listed.flatMap((channel) => channel.sources.map(({ url }) => url))
  const [known, read, presetRows, hostRows, groupRows, refusals] = await Promise.all([
    db.select({ id, name, slug, groupId }).from(channels).where(isNull(channels.deletedAt)),
    db
      .select({ channelId: sources.channelId, url: sources.url })
      .from(sources)
      .innerJoin(channels, eq(channels.id, sources.channelId))
      .where(isNull(channels.deletedAt)),
    db.select({ id: presets.id, name: presets.name }).from(presets),
    db.select({ id: hosts.id, name: hosts.name }).from(hosts),
    db.select({ id: channelGroups.id, name: channelGroups.name }).from(channelGroups),
    checkSources(ctx, urls),
  ])
  const byChannel = new Map<ChannelId, string[]>()
  for (const { channelId, url } of read) {
    byChannel.set(channelId, [...(byChannel.get(channelId) ?? []), url])
  }
  return {
    channels: known
      .filter((channel) => mayReach(reach, channel))
      .map((channel) => ({ ...channel, urls: byChannel.get(channel.id) ?? [] })),
    foreignSlugs: known.flatMap((one) => (mayReach(reach, one) ? [] : [one.slug])),
    presets: presetRows,
    hosts: hostRows,
    groups: groupRows.filter(({ id }) => mayReach(reach, { groupId: id })),
    refusals,
  }
}
