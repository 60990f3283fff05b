import {
  type ChannelId,
  type DeleteHostInput,
  type HostId,
  type HostReport,
  type Message,
  messageOf,
} from '@cashbacktv/contract'
import { channels, type Db, hosts } from '@cashbacktv/db'
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { ChangeContext } from '../../context.ts'
import { DomainError, errorAt, fieldError } from '../../domain/errors.ts'
import { lastWord, linkOf } from '../../domain/host-silence.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { leaveHost } from '../recordings/leave-host.ts'

/**
 * Takes a host away with its credentials; what happened on it stays written down. Its channels go to
 * another one, or wait until placement has found one, and their recordings that are not over go on there.
 * One that is connected has to be empty: cut off, it would go on with what it has on air.
 *
 * @throws DomainError `not_found`, `conflict` for one that is connected and runs channels or is not
 * confirmed, `validation_failed` for another host that is not there, and where recordings would be lost
 */
export async function deleteHost(ctx: ChangeContext, input: DeleteHostInput): Promise<void> {
  const { id, moveTo = null, confirm } = input
  const report = (await ctx.live.latestReports()).get(id)
  await commitChange(ctx, async (tx) => {
    // Channels before hosts, as every change of many locks them.
    const moved = await lockChannels(tx, id)
    const host = await lockHost(tx, id)
    const link = linkOf(lastWord(host.lastSeenAt, report), ctx.now())
    if (link === 'connected') refuseBusy(host.name, { moved, report, confirm })
    const target = moveTo === null ? null : await requireOther(tx, id, moveTo)
    const set = { hostId: moveTo, pinned: moveTo !== null, updatedAt: ctx.now() }
    await tx.update(channels).set(set).where(livesOn(id))
    // One that is brought back goes where there is room: who pinned it meant this host.
    await tx.update(channels).set({ pinned: false }).where(wasDeletedOn(id))
    const leaving = { hostId: id, name: host.name, moveTo, now: ctx.now() }
    const recordings = await leaveHost(tx, leaving)
    await tx.delete(hosts).where(eq(hosts.id, id))
    const movedTo = target?.name ?? null
    return {
      result: undefined,
      hosts: [moveTo, ...recordings.hosts, ...(moved.length > 0 ? [null] : [])],
      audit: [
        {
          action: 'host.delete',
          subjectType: 'host',
          subjectId: id,
          detail: {
            name: host.name,
            channels: moved.length,
            movedTo,
            recordingsLost: recordings.lost,
            recordingsMoved: recordings.moved,
          },
        },
        ...moved.map((channel) => movedAway(channel, { from: id, to: moveTo })),
      ],
      announce: [
        ['link.revoked', { hostId: id }],
        ['fleet.changed', { hostId: id }],
      ],
    }
  })
}

type Moved = { id: ChannelId; name: string; on: boolean }

const livesOn = (id: HostId) => and(eq(channels.hostId, id), isNull(channels.deletedAt))
const wasDeletedOn = (id: HostId) => and(eq(channels.hostId, id), isNotNull(channels.deletedAt))

function lockChannels(tx: Db, hostId: HostId): Promise<Moved[]> {
  const { id, name, on } = channels
  return tx
    .select({ id, name, on })
    .from(channels)
    .where(livesOn(hostId))
    .orderBy(asc(id))
    .for('update')
}

async function lockHost(tx: Db, id: HostId) {
  const { name, lastSeenAt } = hosts
  const query = tx.select({ name, lastSeenAt }).from(hosts).where(eq(hosts.id, id))
  const [host] = await query.for('update')
  if (!host) throw new DomainError('not_found', messageOf('host-missing'))
  return host
}

async function requireOther(tx: Db, id: HostId, moveTo: HostId) {
  const query = tx.select({ name: hosts.name }).from(hosts).where(eq(hosts.id, moveTo))
  const [other] = moveTo === id ? [] : await query.for('key share')
  if (!other) throw fieldError('moveTo', messageOf('host-missing'))
  return other
}

type Busy = { moved: readonly Moved[]; report: HostReport | undefined; confirm: string | undefined }

function refuseBusy(name: string, { moved, report, confirm }: Busy): void {
  const isAtWork = report?.channels.some(({ state }) => state !== 'stopped') ?? false
  if (isAtWork || moved.some(({ on }) => on))
    throw conflict(messageOf('host-runs-channels', { name }))
  if (confirm !== name) throw conflict(messageOf('host-is-connected', { name }))
}

function conflict(said: Message): DomainError {
  return errorAt('id', 'conflict', said)
}

function movedAway(
  { id, name }: Moved,
  { from, to }: { from: HostId; to: HostId | null },
): AuditEntry {
  return {
    action: 'channel.move',
    subjectType: 'channel',
    subjectId: id,
    detail: { name, changed: { hostId: { before: from, after: to } } },
  }
}
