import {
  Capabilities,
  type ChannelId,
  type HostId,
  isAwareOfHevc,
  isGuarded,
  type LiveNames,
  Restreams,
  type Schedule,
  type SourceId,
} from '@cashbacktv/contract'
import {
  channelGroups,
  channels,
  type Db,
  hosts,
  presets,
  SealedElsewhere,
  sources,
} from '@cashbacktv/db'
import { and, inArray, isNull, or, sql } from 'drizzle-orm'
import type { ChannelFacts, HostFacts } from '../../domain/fleet/fleet.ts'
import { upstreamOf } from '../../domain/fleet/upstream-of.ts'
import { hostEdition } from './host-edition.ts'

/**
 * A text for all that a person sets of a channel, its sources too: the row itself is hashed, so that
 * a column which is added counts at once.
 */
const edition = sql<string>`md5(
  (to_jsonb("channels") - 'on' - 'restart_generation' - 'updated_at')::text ||
  coalesce((
    select string_agg(to_jsonb(source)::text, ',' order by source.position)
    from ${sources} source where source.channel_id = "channels"."id"
  ), '')
)`

/** In order. The addresses carry secrets: of each only its server is kept. */
const addresses = sql<{ id: SourceId; url: string }[]>`coalesce((
  select json_agg(json_build_object('id', source.id, 'url', source.url) order by source.position)
  from ${sources} source where source.channel_id = "channels"."id"
), '[]'::json)`

/** As they are stored. */
const destinations = sql<unknown>`${channels.restreams}`

/** Of the settings those that are looked at, so the only ones that are read. */
const schedule = sql<Schedule | null>`${channels.settings} -> 'schedule'`
const playback = sql<unknown>`${channels.settings} -> 'playback'`

/** Channels of these hosts, of none, and those named, as far as they are not deleted; with null all. */
export async function readChannelFacts(
  db: Db,
  wanted: { hostIds: readonly HostId[]; channelIds: readonly ChannelId[] } | null,
): Promise<ChannelFacts[]> {
  const { id, name, slug, hostId, groupId, on, restartGeneration, updatedAt } = channels
  const among = wanted && [
    isNull(hostId),
    wanted.hostIds.length > 0 ? inArray(hostId, [...wanted.hostIds]) : undefined,
    wanted.channelIds.length > 0 ? inArray(id, [...wanted.channelIds]) : undefined,
  ]
  const rows = await db
    .select({
      id,
      name,
      slug,
      hostId,
      groupId,
      on,
      schedule,
      playback,
      restartGeneration,
      updatedAt,
      edition,
      addresses,
      destinations,
    })
    .from(channels)
    .where(and(isNull(channels.deletedAt), among ? or(...among) : undefined))
  return rows.map(({ addresses, destinations, playback, ...row }) => ({
    ...row,
    updatedAt: row.updatedAt.toISOString(),
    isGuarded: isGuarded(playback),
    sources: addresses.map(({ id, url }) => {
      return { id, server: opened(() => upstreamOf(String(sources.url.mapFromDriverValue(url)))) }
    }),
    restreams: restreamsOf(destinations),
  }))
}

/** Sealed, which a query that names no column leaves it. */
function restreamsOf(stored: unknown): ChannelFacts['restreams'] {
  if (stored === null) return []
  const known = opened(
    () => Restreams.safeParse(channels.restreams.mapFromDriverValue(stored)).data,
  )
  return (known ?? []).map(({ id, url }) => ({ id, server: upstreamOf(url) }))
}

/** Null of what another key sealed: nothing is known of it, and all else is to be seen still. */
function opened<T>(open: () => T): T | null {
  try {
    return open()
  } catch (error) {
    if (error instanceof SealedElsewhere) return null
    throw error
  }
}

const Addresses = Capabilities.pick({ playbackBaseUrl: true, originUrl: true })

export async function readHostFacts(
  db: Db,
  hostIds: readonly HostId[] | null,
): Promise<HostFacts[]> {
  const { id, name, desiredRevision, draining, lastSeenAt, agentsHeard, capabilities } = hosts
  const rows = await db
    .select({
      id,
      name,
      desiredRevision,
      draining,
      lastSeenAt,
      agentsHeard,
      capabilities,
      edition: hostEdition,
    })
    .from(hosts)
    .where(hostIds ? inArray(id, [...hostIds]) : undefined)
  return rows.map(({ capabilities, ...row }) => {
    // What an older agent said of itself may lack them.
    const { data } = Addresses.safeParse(capabilities)
    return {
      ...row,
      addresses: data ?? { playbackBaseUrl: null, originUrl: null },
      isAwareOfHevc: capabilities === null || isAwareOfHevc(capabilities),
    }
  })
}

/** What groups and presets are called. */
export async function readNames(db: Db): Promise<LiveNames> {
  const [groups, named] = await Promise.all([
    db
      .select({ id: channelGroups.id, name: channelGroups.name })
      .from(channelGroups)
      .orderBy(channelGroups.id),
    db.select({ id: presets.id, name: presets.name }).from(presets).orderBy(presets.id),
  ])
  return { groups, presets: named }
}

/** Another text whenever anything in the three above may be another: cheap enough to be asked now and then. */
export async function readRevision(db: Db): Promise<string> {
  const [row] = await db.execute<{ revision: string }>(sql`
    select concat_ws(' ',
      (select concat_ws(' ', count(*), max(${channels.updatedAt})) from ${channels}
        where ${channels.deletedAt} is null),
      (select concat_ws(' ', sum(${hosts.desiredRevision}),
        md5(string_agg(${hostEdition}, ' ' order by ${hosts.id}))) from ${hosts}),
      (select md5(string_agg(concat_ws(' ', ${channelGroups.id}, ${channelGroups.name}), ' '
        order by ${channelGroups.id})) from ${channelGroups}),
      (select md5(string_agg(concat_ws(' ', ${presets.id}, ${presets.name}), ' '
        order by ${presets.id})) from ${presets})
    ) as revision`)
  return row?.revision ?? ''
}
