import {
  type BackupChannel,
  type ChangedFields,
  type ChannelAct,
  type ChannelActDetail,
  type ChannelId,
  type HostId,
  isSame,
  maskUrl,
  type RestoreMode,
  StoredSettings,
} from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { eq, inArray, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import type { Match, RestorePlan } from '../../domain/backup/plan-restore.ts'
import { changedChannel } from '../../domain/channels/changed-channel.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { writeSources } from '../channels/write-sources.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { refuseBusyChannels } from '../rollouts/busy-channels.ts'
import type { Restore } from './apply-restore.ts'

type Context = Pick<ServiceContext, 'live' | 'now' | 'actor' | 'db'>

/** The hosts, of before and of now, and what is written down of each channel. */
type Written = { hosts: (HostId | null)[]; audit: AuditEntry[] }

/** The channels of the file that are new or different. */
export async function writeChannels(ctx: Context, tx: Db, restore: Restore): Promise<Written> {
  const changing = restore.plan.matches.filter(isDifferent)
  const known = idsHere(changing)
  if (known.length > 0) {
    await refuseBusyChannels(tx, known)
    // Two channels may have changed slugs with each other: none keeps one while they are written.
    await tx
      .update(channels)
      .set({ slug: sql`${channels.id}::text` })
      .where(inArray(channels.id, known))
  }
  const touched = await hostsOf(tx, known)
  for (const match of changing) touched.push(...(await writeChannel(ctx, tx, match, restore)))
  const audit = changing.map((match) => auditOf(match, restore))
  return { hosts: touched, audit }
}

/** Channels that the file does not have, when it is to replace what is here. */
export async function deleteOthers(
  ctx: Context,
  tx: Db,
  others: readonly BackupChannel[],
): Promise<Written> {
  const ids = others.map(({ id }) => id)
  if (ids.length === 0) return { hosts: [], audit: [] }
  await refuseBusyChannels(tx, ids)
  const touched = await hostsOf(tx, ids)
  const now = ctx.now()
  await tx.update(channels).set({ deletedAt: now, updatedAt: now }).where(inArray(channels.id, ids))
  const audit = others.map(({ id, name, slug }) => {
    return entry('channel.delete', id, { name, slug })
  })
  return { hosts: touched, audit }
}

/** Channels of here that a restore changes or deletes: none of them may be in a roll-out. */
export function channelsMeant(
  { matches, others }: Pick<RestorePlan, 'matches' | 'others'>,
  mode: RestoreMode,
): ChannelId[] {
  const gone = mode === 'replace' ? others.map(({ id }) => id) : []
  return [...idsHere(matches.filter(isDifferent)), ...gone]
}

function idsHere(matches: readonly Match[]): ChannelId[] {
  return matches.flatMap(({ known }) => known?.id ?? [])
}

function isDifferent({ wanted, known }: Match): boolean {
  return !known || !isSame({ ...known, id: '' }, { ...wanted, id: '' })
}

async function writeChannel(ctx: Context, tx: Db, match: Match, { hostIds }: Restore) {
  const { id: wantedId, name, slug, on, priority, sources, restreams, host } = match.wanted
  const { groupId = null } = match.wanted
  const id = match.known?.id ?? wantedId
  const pinnedTo = host === null ? null : (hostIds.get(host) ?? null)
  const settings = StoredSettings.parse(match.wanted)
  const wish = { name, slug, on, priority, restreams, groupId, settings }
  const columns = { ...wish, pinned: pinnedTo !== null, updatedAt: ctx.now() }
  if (match.known) {
    const hostId = pinnedTo ? { hostId: pinnedTo } : {}
    await tx
      .update(channels)
      .set({ ...columns, ...hostId })
      .where(eq(channels.id, id))
  } else {
    const placement = await placeChannel({ ...ctx, db: tx }, { pinnedTo, current: null })
    const hostId = placement.kind === 'placed' ? placement.hostId : null
    const values = { ...columns, hostId, deletedAt: null }
    // One that was deleted comes back under its id.
    await tx
      .insert(channels)
      .values({ id, createdAt: ctx.now(), ...values })
      .onConflictDoUpdate({ target: channels.id, set: values })
  }
  if (!isSame(match.known?.sources, sources)) await writeSources(tx, id, sources)
  return hostsOf(tx, [id])
}

/** Null is one that has none. */
async function hostsOf(tx: Db, ids: readonly ChannelId[]): Promise<(HostId | null)[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ hostId: channels.hostId })
    .from(channels)
    .where(inArray(channels.id, [...ids]))
  return rows.map(({ hostId }) => hostId)
}

function auditOf({ wanted, known }: Match, restore: Restore): AuditEntry {
  const { id, name, slug, sources } = wanted
  if (known) {
    const { groupId: _group, ...after } = { ...wanted, id: known.id }
    const moved = groupMove({ wanted, known }, restore)
    const changed = { ...changedChannel(known, after), ...moved }
    return entry('channel.update', known.id, { name, changed })
  }
  return entry('channel.create', id, {
    name,
    slug,
    sources: sources.map(({ url }) => maskUrl(url)),
  })
}

/** By their names, as it is written down of any move. */
function groupMove({ wanted, known }: Match, restore: Restore): ChangedFields {
  const [before, after] = [known?.groupId ?? null, wanted.groupId ?? null]
  if (before === after) return {}
  const groups = [...restore.wanted.channelGroups, ...restore.known.channelGroups]
  const nameOf = (id: string | null) => groups.find((group) => group.id === id)?.name ?? null
  return { group: { before: nameOf(before), after: nameOf(after) } }
}

function entry(action: ChannelAct, subjectId: ChannelId, detail: ChannelActDetail): AuditEntry {
  return { action, subjectType: 'channel', subjectId, detail: { ...detail, restored: true } }
}
