import type { ChannelId, RevealedSources, Source, SourceId } from '@cashbacktv/contract'
import { messageOf } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { isInReach } from '../groups/in-reach.ts'
import { readSources, requireChannel } from './read-channels.ts'

type RevealContext = Pick<RequestContext, 'db' | 'live' | 'now' | 'actor' | 'address'>

/**
 * The sources of a channel whole, or one of them. Who saw them and from where is written down before
 * they are given out.
 *
 * @throws DomainError `not_found`
 */
export function revealSources(
  ctx: RevealContext,
  { id, sourceId }: { id: ChannelId; sourceId?: SourceId | undefined },
): Promise<RevealedSources> {
  return commitChange(ctx, async (tx) => {
    const { name, restreams } = await requireChannel(tx, id)
    const all = (await readSources(tx, [id])).get(id) ?? []
    const sources = all.filter((source) => sourceId === undefined || source.id === sourceId)
    if (sources.length === 0) throw new DomainError('not_found', messageOf('source-missing'))
    const audit = [revealed(ctx, id, { name })]
    return { result: sourceId ? { sources } : { sources, restreams }, hosts: [], audit }
  })
}

/** The sources of many channels whole, for a list of them. Channels that are gone are left out. */
export function revealMany(
  ctx: RevealContext,
  { ids }: { ids: readonly ChannelId[] },
): Promise<{ items: { id: ChannelId; sources: Source[] }[] }> {
  return commitChange(ctx, async (tx) => {
    const reach = reachOf(ctx.actor)
    const own = await Promise.all(ids.map((id) => isInReach(tx, reach, id)))
    const reached = ids.filter((_, index) => own[index])
    const found = [...(await readSources(tx, reached))].filter(([, sources]) => sources.length > 0)
    const items = found.map(([id, sources]) => ({ id, sources }))
    const audit = items.map(({ id }) => revealed(ctx, id, { together: items.length }))
    return { result: { items }, hosts: [], audit }
  })
}

function revealed(ctx: RevealContext, id: ChannelId, told: { name?: string; together?: number }) {
  const detail = { ...told, ...(ctx.address === null ? {} : { address: ctx.address }) }
  const entry: AuditEntry = {
    action: 'channel.reveal',
    subjectType: 'channel',
    subjectId: id,
    detail,
  }
  return entry
}
