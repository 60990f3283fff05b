import {
  type ChannelId,
  type ChannelView,
  changedFields,
  type GroupId,
  isSame,
  messageOf,
  type Source,
  type UpdateChannelInput,
} from '@cashbacktv/contract'
import { channels, type Db, isUniqueViolation } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { mayReach, reachOf } from '../../domain/accounts/reach.ts'
import { changedChannel } from '../../domain/channels/changed-channel.ts'
import { settingsAfter } from '../../domain/channels/lay-over.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange, unchanged } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireGroups, wantedGroup } from '../groups/require-groups.ts'
import { type ChannelRow, columnsOf } from './channel-row.ts'
import { checkOutput } from './check-output.ts'
import { checkReferences } from './check-references.ts'
import { slugTaken } from './choose-slug.ts'
import { getChannel } from './get.ts'
import { learnSources } from './learn-sources.ts'
import { readSources, requireChannel } from './read-channels.ts'
import { wantedRestreams } from './wanted-restreams.ts'
import { wantedSources, writeSources } from './write-sources.ts'

export type UpdateInput = UpdateChannelInput & { id: ChannelId }

/**
 * Changes what is given and leaves the rest. Whether FFmpeg has to be started anew is the host's
 * decision: a change that it does not see restarts nothing, and no change at all tells no host.
 *
 * @throws DomainError `not_found`, `validation_failed` with the field, `conflict` for a slug that is taken
 */
export async function updateChannel(ctx: RequestContext, input: UpdateInput): Promise<ChannelView> {
  const { id } = input
  const before = await requireChannel(ctx.db, id)
  const known = (await readSources(ctx.db, [id])).get(id) ?? []
  const sources = input.sources && (await wantedSources(ctx, input.sources, known))
  if (sources || input.output) {
    const hostId = input.hostId ?? before.hostId
    const mode = input.output?.mode ?? before.output.mode
    await checkOutput(ctx, hostId, sources ?? known, { mode })
  }
  const restreams =
    input.restreams && (await wantedRestreams(ctx, input.restreams, before.restreams))
  const judged = restreams ? { ...input, restreams } : input
  const row = await commitChange(ctx, (tx) => write(ctx, tx, judged, sources)).catch((error) => {
    throw isUniqueViolation(error, 'channels_slug_key') ? slugTaken(input.slug ?? '') : error
  })
  const news = sources?.filter(({ url }) => !known.some((source) => source.url === url)) ?? []
  learnSources(ctx, row.hostId, news)
  return getChannel(ctx, { id })
}

/** @throws DomainError as `updateChannel` */
async function write(
  ctx: RequestContext,
  tx: Db,
  input: UpdateInput,
  sources: Source[] | undefined,
): Promise<Change<ChannelRow>> {
  const row = await requireChannel(tx, input.id, { lock: true })
  const known = (await readSources(tx, [row.id])).get(row.id) ?? []
  // Moved between groups, it has to be in reach before and after.
  if (!mayReach(reachOf(ctx.actor), row)) {
    throw new DomainError('not_found', messageOf('channel-missing'))
  }
  if (input.groupId !== undefined) wantedGroup(reachOf(ctx.actor), input.groupId)
  const changes = changesOf(row, input)
  const newSources = sources && !isSame(sources, known) ? sources : null
  if (Object.keys(changes).length === 0 && !newSources) return unchanged(row)
  const next = { ...row, ...changes }
  await checkReferences(tx, { ...next, hostId: input.hostId ?? null })
  const { groupId, ...others } = changes
  // Before it is written: the database knows a group that is not there as well, and says it as a fault.
  const moved = groupId === undefined ? {} : await groupMove(tx, row.groupId, groupId)
  await tx
    .update(channels)
    .set({ ...columnsOf(changes), updatedAt: ctx.now() })
    .where(eq(channels.id, row.id))
  if (newSources) await writeSources(tx, row.id, newSources)
  const changed = changedChannel(
    { ...row, sources: known },
    { ...others, ...(newSources ? { sources: newSources } : {}) },
  )
  const subject = { subjectType: 'channel', subjectId: row.id } as const
  const audit: AuditEntry[] = [
    {
      action: 'channel.update',
      ...subject,
      detail: { name: row.name, changed: { ...changed, ...moved } },
    },
  ]
  return { result: next, hosts: [row.hostId, next.hostId], audit }
}

/** What of a row really changes. */
function changesOf(row: ChannelRow, input: UpdateInput): Partial<ChannelRow> {
  const { id: _id, sources: _sources, hostId, ...settings } = input
  // Without a pin it stays where it is: placement moves nothing that runs.
  const place =
    hostId === undefined ? {} : { pinned: hostId !== null, hostId: hostId ?? row.hostId }
  const changed = changedFields(row, { ...settingsAfter(row, settings), ...place })
  return Object.fromEntries(Object.entries(changed).map(([name, { after }]) => [name, after]))
}

/** By their names, as it is written down. @throws DomainError `validation_failed` at `groupId` */
async function groupMove(tx: Db, before: GroupId | null, after: GroupId | null) {
  const ids = [before, after].filter((id) => id !== null)
  const names = await requireGroups(tx, ids, 'groupId')
  const nameOf = (id: GroupId | null) => (id && names.get(id)) ?? null
  return { group: { before: nameOf(before), after: nameOf(after) } }
}
