import {
  type ChannelId,
  type ChannelView,
  type CreateChannelInput,
  maskUrl,
  messageOf,
  type Restream,
  readingOf,
  type Source,
  StoredSettings,
} from '@cashbacktv/contract'
import { channels, type Db, isUniqueViolation } from '@cashbacktv/db'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { RequestContext, ServiceContext } from '../../context.ts'
import { reachOf } from '../../domain/accounts/reach.ts'
import { unmaskRestreams } from '../../domain/channels/unmask-restreams.ts'
import { unmaskSources } from '../../domain/channels/unmask-sources.ts'
import { DomainError } from '../../domain/errors.ts'
import { commitChange } from '../changes/commit-change.ts'
import type { AuditEntry } from '../changes/record-audit.ts'
import { requireRoom } from '../changes/require-room.ts'
import { inReach } from '../groups/in-reach.ts'
import { requireGroups, wantedGroup } from '../groups/require-groups.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { type ChannelRow, rowOf } from './channel-row.ts'
import { checkOutput } from './check-output.ts'
import { checkReferences } from './check-references.ts'
import { chooseSlug, slugTaken } from './choose-slug.ts'
import { getChannel } from './get.ts'
import { learnSources } from './learn-sources.ts'
import { readSources, requireChannel } from './read-channels.ts'
import { updateChannel } from './update.ts'
import { wantedRestreams } from './wanted-restreams.ts'
import { wantedSources, writeSources } from './write-sources.ts'

/**
 * A new channel, switched off. Its sources are looked into meanwhile, so that what is in them is
 * known before the start. With the id of one that is there it is a request sent again, and makes none.
 *
 * @throws DomainError `validation_failed` with the field, `conflict` for a slug that is taken
 */
export async function createChannel(
  ctx: RequestContext,
  given: CreateChannelInput,
): Promise<ChannelView> {
  const groupId = wantedGroup(reachOf(ctx.actor), given.groupId)
  const input = { ...(await withCopiedSources(ctx, given)), groupId }
  const { id } = input
  if (id && (await isThere(ctx, id))) return changeSentAgain(ctx, { ...input, id })
  try {
    return await getChannel(ctx, await addChannel(ctx, input, { on: false }))
  } catch (error) {
    // The same request, sent before, was done meanwhile.
    if (id && (await isThere(ctx, id))) return changeSentAgain(ctx, { ...input, id })
    if (isUniqueViolation(error, 'channels_pkey')) throw idTaken()
    throw error
  }
}

/** What is sent of the sources of another channel, whole and as sources of nobody yet. */
async function withCopiedSources(
  ctx: ServiceContext,
  { copyOf, ...input }: CreateChannelInput,
): Promise<CreateChannelInput> {
  if (copyOf === undefined) return input
  const known = (await readSources(ctx.db, [copyOf])).get(copyOf) ?? []
  const other = await requireChannel(ctx.db, copyOf)
  const sources = unmaskSources(input.sources, known).map(({ kept, sent }) => {
    return { ...(kept ? readingOf(kept) : {}), ...sent }
  })
  const restreams = unmaskRestreams(input.restreams, other.restreams).map(({ sent }) => sent)
  return { ...input, sources, restreams }
}

async function isThere(ctx: ServiceContext, id: ChannelId): Promise<boolean> {
  const known = await ctx.db
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.id, id), isNull(channels.deletedAt), inReach(reachOf(ctx.actor))))
  return known.length > 0
}

/** What came twice changes nothing; what was edited between the two is carried out. */
async function changeSentAgain(
  ctx: RequestContext,
  input: CreateChannelInput & { id: ChannelId },
): Promise<ChannelView> {
  const known = (await readSources(ctx.db, [input.id])).get(input.id) ?? []
  const sources = input.sources.map((source, index) => {
    const there = known[index]
    const same = there && URL.canParse(source.url) && new URL(source.url).href === there.url
    return same ? { ...source, id: there.id } : source
  })
  return updateChannel(ctx, { ...input, sources })
}

function idTaken(): DomainError {
  return new DomainError('conflict', messageOf('channel-id-deleted'))
}

/** The same without a view, for channels that no person asks for. */
export async function addChannel(
  ctx: ServiceContext,
  input: CreateChannelInput,
  { on }: { on: boolean },
): Promise<ChannelRow> {
  const sources = await wantedSources(ctx, input.sources)
  const placement = await placeChannel(ctx, { pinnedTo: input.hostId, current: null })
  const hostId = placement.kind === 'placed' ? placement.hostId : null
  await checkOutput(ctx, hostId, sources, input.output)
  const restreams = await wantedRestreams(ctx, input.restreams)
  const row = await insert(ctx, { ...input, restreams }, sources, { on, hostId })
  learnSources(ctx, row.hostId, sources)
  return row
}

type Chosen = Pick<ChannelRow, 'on' | 'hostId'>

function insert(
  ctx: ServiceContext,
  input: Omit<CreateChannelInput, 'restreams'> & { restreams: Restream[] },
  sources: readonly Source[],
  { on, hostId }: Chosen,
): Promise<ChannelRow> {
  const { id, name, priority, restreams, groupId } = input
  const times = { createdAt: ctx.now(), updatedAt: ctx.now() }
  const place = { on, hostId, pinned: input.hostId !== null }
  const settings = StoredSettings.parse(input)
  return commitChange(ctx, async (tx) => {
    await requireRoom(tx, 'channels')
    await checkReferences(tx, input)
    await requireGroups(tx, groupId ? [groupId] : [], 'groupId')
    const values = { id, name, priority, restreams, groupId, ...place, settings, ...times }
    const row = await insertWithSlug(tx, values, input.slug)
    await writeSources(tx, row.id, sources)
    const subject = { subjectType: 'channel', subjectId: row.id } as const
    const detail = { name, slug: row.slug, sources: sources.map(({ url }) => maskUrl(url)) }
    const audit: AuditEntry[] = [{ action: 'channel.create', ...subject, detail }]
    return { result: rowOf(row), hosts: [hostId], audit }
  })
}

type Inserted = Omit<typeof channels.$inferInsert, 'slug'>

/** A slug that was typed is stored or refused; of our own choice is the first that nobody has. */
async function insertWithSlug(tx: Db, values: Inserted, typed: string | undefined) {
  for (;;) {
    const slug = typed ?? (await chooseSlug(tx, values.name))
    const [row] = await tx
      .insert(channels)
      .values({ ...values, slug })
      .onConflictDoNothing({ target: channels.slug, where: sql`deleted_at is null` })
      .returning()
    if (row) return row
    if (typed !== undefined) throw slugTaken(typed)
    // Another request took it meanwhile, and is seen now.
  }
}
