import { type ChannelAct, type ChannelId, messageOf, type PlaybackEnds } from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { allEnded, playbackKey, viewerEnded } from '../../domain/channels/playback-guard.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import type { ChannelRow } from '../channels/channel-row.ts'
import { requireChannel } from '../channels/read-channels.ts'
import { playbackSecret } from './playback-secret.ts'

type ById = { id: ChannelId }

const MOST_ENDED = 1000

/**
 * The key that signs addresses of a channel, for who signs them by itself. Who saw it and from where
 * is written down before it is given out.
 *
 * @throws DomainError `not_found`, as all of these
 */
export async function revealPlaybackKey(
  ctx: RequestContext,
  { id }: ById,
): Promise<{ key: string }> {
  const secret = await playbackSecret(ctx.db)
  return commitChange(ctx, async (tx) => {
    const row = await requireChannel(tx, id)
    const audit = [entryOf(ctx, 'channel.playback-key', row)]
    return { result: { key: playbackKey(secret, row) }, hosts: [], audit }
  })
}

/** Ends all signed addresses of a channel: they are signed with another key from now on. */
export function endAddresses(ctx: RequestContext, { id }: ById): Promise<Record<string, never>> {
  return change(ctx, id, 'channel.playback-end', ({ playbackEnds }) => allEnded(playbackEnds))
}

/** Ends the signed addresses of one viewer. @throws DomainError `conflict` where too many have been */
export function endViewer(
  ctx: RequestContext,
  { id, viewer }: ById & { viewer: string },
): Promise<Record<string, never>> {
  const decide = ({ playbackEnds }: ChannelRow) => {
    const ends = viewerEnded(playbackEnds, viewer, ctx.now())
    if (ends.viewers.length <= MOST_ENDED) return ends
    throw new DomainError('conflict', messageOf('viewers-ended-many'))
  }
  return change(ctx, id, 'channel.playback-end', decide, { viewer })
}

function change(
  ctx: RequestContext,
  id: ChannelId,
  action: ChannelAct,
  decide: (row: ChannelRow) => PlaybackEnds,
  told: { viewer?: string } = {},
): Promise<Record<string, never>> {
  return commitChange(ctx, async (tx: Db) => {
    const row = await requireChannel(tx, id, { lock: true })
    const set = { playbackEnds: decide(row), updatedAt: ctx.now() }
    await tx.update(channels).set(set).where(eq(channels.id, id))
    return { result: {}, hosts: [row.hostId], audit: [entryOf(ctx, action, row, told)] }
  })
}

function entryOf(
  { address }: RequestContext,
  action: ChannelAct,
  { id, name }: ChannelRow,
  told: { viewer?: string } = {},
): AuditEntry {
  const detail = { name, ...told, ...(address === null ? {} : { address }) }
  return { action, subjectType: 'channel', subjectId: id, detail }
}
