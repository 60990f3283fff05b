import {
  type ChannelView,
  type CreateChannelInput,
  DvrSettings,
  redactUrl,
  type Source,
} from '@cashbacktv/contract'
import { channels, isUniqueViolation } from '@cashbacktv/db'
import type { RequestContext, ServiceContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { placeChannel } from '../hosts/place-channel.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { checkReferences } from './check-references.ts'
import { chooseSlug, slugTaken } from './choose-slug.ts'
import { getChannel } from './get.ts'
import { learnSources } from './learn-sources.ts'
import type { ChannelRow } from './read-channels.ts'
import { wantedSources, writeSources } from './write-sources.ts'

const TRIES = 5

/**
 * A new channel, switched off. Its sources are looked into meanwhile, so that what is in them is
 * known before the start.
 *
 * @throws DomainError `validation_failed` with the field, `conflict` for a slug that is taken
 */
export async function createChannel(
  ctx: RequestContext,
  input: CreateChannelInput,
): Promise<ChannelView> {
  const row = await addChannel(ctx, input, { on: false })
  return getChannel(ctx, row)
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
  const row = await insertWithSlug(ctx, input, sources, { on, hostId })
  await announceHosts(ctx, row.hostId ? [row.hostId] : [])
  learnSources(ctx, row.hostId, sources)
  return row
}

type Chosen = Pick<ChannelRow, 'on' | 'hostId'>

async function insertWithSlug(
  ctx: ServiceContext,
  input: CreateChannelInput,
  sources: readonly Source[],
  chosen: Chosen,
): Promise<ChannelRow> {
  for (let attempt = 1; ; attempt += 1) {
    const slug = input.slug ?? (await chooseSlug(ctx.db, input.name))
    try {
      return await insert(ctx, { ...input, slug }, sources, chosen)
    } catch (error) {
      if (!isUniqueViolation(error, 'channels_slug_key')) throw error
      // A slug of our own choice was taken by another request meanwhile: choose anew.
      if (input.slug !== undefined || attempt === TRIES) throw slugTaken(slug)
    }
  }
}

function insert(
  ctx: ServiceContext,
  input: CreateChannelInput & { slug: string },
  sources: readonly Source[],
  { on, hostId }: Chosen,
): Promise<ChannelRow> {
  const { name, slug, logo, output, hls, slate, schedule, autoRestart, priority, limits } = input
  return ctx.db.transaction(async (tx) => {
    await checkReferences(tx, input)
    const values = {
      ...{
        name,
        slug,
        on,
        logo,
        output,
        hls,
        slate,
        schedule,
        hostId,
        autoRestart,
        priority,
        limits,
      },
      ...{ pinned: input.hostId !== null, createdAt: ctx.now(), updatedAt: ctx.now() },
      dvr: DvrSettings.parse({}),
    }
    const [row] = await tx.insert(channels).values(values).returning()
    if (!row) throw new Error('The channel was not stored.')
    await writeSources(tx, row.id, sources)
    await touchHosts(tx, [hostId])
    await recordAudit(ctx, tx, {
      action: 'channel.create',
      subjectType: 'channel',
      subjectId: row.id,
      detail: { name, slug, sources: sources.map(({ url }) => redactUrl(url)) },
    })
    return row
  })
}
