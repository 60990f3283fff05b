import { randomUUID } from 'node:crypto'
import {
  type ChannelId,
  changedReading,
  type HostId,
  maskUrl,
  messageOf,
  type Source,
  SourceId,
  StoredSettings,
} from '@cashbacktv/contract'
import { channels, presets, sources } from '@cashbacktv/db'
import { inArray } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { place } from '../../domain/channels/placement.ts'
import { fieldError } from '../../domain/errors.ts'
import type { WantedChannel } from '../../domain/import/plan-import.ts'
import { commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireRoom } from '../changes/require-room.ts'
import { requireGroups } from '../groups/require-groups.ts'
import { type Given, openRooms } from '../hosts/place-channel.ts'

type Wanted = WantedChannel & { id: ChannelId }
type Made = Wanted & { placedOn: HostId | null; stored: Source[] }

/**
 * Many new channels, switched off, in one change. Their addresses are judged already. Answers those
 * that were made: one whose slug or id was taken meanwhile is not, and keeps no other from it.
 */
export async function createMany(
  ctx: ServiceContext,
  wanted: readonly Wanted[],
): Promise<ReadonlySet<ChannelId>> {
  if (wanted.length === 0) return new Set()
  const placed = await placeAll(ctx, wanted)
  return commitChange(ctx, async (tx) => {
    await requireRoom(tx, 'channels', wanted.length)
    const named = [...new Set(wanted.map(({ output }) => output.presetId))]
    const query = tx.select({ id: presets.id }).from(presets).where(inArray(presets.id, named))
    // Locked, so that a preset is not deleted before the channels are stored.
    if ((await query.for('share')).length < named.length) {
      throw fieldError('presetId', messageOf('preset-missing'))
    }
    const groups = new Set(wanted.flatMap(({ groupId }) => groupId ?? []))
    await requireGroups(tx, [...groups], 'groupId')
    const rows = await tx
      .insert(channels)
      .values(placed.map((one) => rowOf(one, ctx.now())))
      .onConflictDoNothing()
      .returning({ id: channels.id })
    const made = new Set(rows.map(({ id }) => id))
    const stored = placed.filter(({ id }) => made.has(id))
    if (stored.length === 0) return unchanged(made)
    const writes = [tx.insert(sources).values(stored.flatMap(sourceRows))]
    const audit = stored.map((one) => auditOf(one, stored.length))
    return { result: made, hosts: stored.map(({ placedOn }) => placedOn), audit, writes }
  })
}

/** Each sees what the ones before it are given. */
async function placeAll(ctx: ServiceContext, wanted: readonly Wanted[]): Promise<Made[]> {
  const rooms = await openRooms(ctx, false)
  const given: Given[] = []
  return wanted.map((one) => {
    const placement = place({ pinnedTo: one.hostId, current: null }, rooms(null, given))
    const placedOn = placement.kind === 'placed' ? placement.hostId : null
    if (placedOn) given.push({ hostId: placedOn, load: null })
    const stored = one.sources.map(({ id: _, url, ...reading }) => ({
      id: SourceId.parse(randomUUID()),
      url,
      ...changedReading({}, reading),
    }))
    return { ...one, placedOn, stored }
  })
}

function rowOf(
  { id, name, slug, priority, hostId, groupId, placedOn, ...settings }: Made,
  now: Date,
) {
  const place = { on: false, hostId: placedOn, pinned: hostId !== null }
  const times = { createdAt: now, updatedAt: now }
  return {
    id,
    name,
    slug,
    priority,
    groupId,
    ...place,
    settings: StoredSettings.parse(settings),
    ...times,
  }
}

function sourceRows({ id: channelId, stored }: Made) {
  return stored.map(({ id, url, ...reading }, position) => ({
    id,
    channelId,
    position,
    url,
    reading,
  }))
}

function auditOf({ id, name, slug, stored }: Made, count: number): AuditEntry {
  const urls = stored.map(({ url }) => maskUrl(url))
  const subject = { subjectType: 'channel', subjectId: id } as const
  const together = count > 1 ? { together: count } : {}
  return {
    action: 'channel.create',
    ...subject,
    detail: { name, slug, sources: urls, ...together },
  }
}
