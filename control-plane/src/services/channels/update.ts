import { isDeepStrictEqual } from 'node:util'
import {
  type ChannelId,
  type ChannelView,
  redactUrl,
  type Source,
  type UpdateChannelInput,
} from '@cashbacktv/contract'
import { channels, isUniqueViolation } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { RequestContext } from '../../context.ts'
import { recordAudit } from '../audit/record.ts'
import { announceHosts } from '../hosts/announce-hosts.ts'
import { touchHosts } from '../hosts/touch-hosts.ts'
import { checkOutput } from './check-output.ts'
import { checkReferences } from './check-references.ts'
import { slugTaken } from './choose-slug.ts'
import { getChannel } from './get.ts'
import { learnSources } from './learn-sources.ts'
import { type ChannelRow, readSources, requireChannel } from './read-channels.ts'
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
    await checkOutput(ctx, hostId, sources ?? known, input.output ?? before.output)
  }
  const { touched, row } = await write(ctx, input, sources)
  await announceHosts(ctx, touched)
  const news = sources?.filter(({ url }) => !known.some((source) => source.url === url)) ?? []
  learnSources(ctx, row.hostId, news)
  return getChannel(ctx, { id })
}

async function write(ctx: RequestContext, input: UpdateInput, sources: Source[] | undefined) {
  try {
    return await ctx.db.transaction(async (tx) => {
      const row = await requireChannel(tx, input.id, { lock: true })
      const known = (await readSources(tx, [row.id])).get(row.id) ?? []
      const changes = changesOf(row, input)
      const newSources = sources && !isDeepStrictEqual(sources, known) ? sources : null
      const names = [...Object.keys(changes), ...(newSources ? ['sources'] : [])]
      if (names.length === 0) return { touched: [], row }
      const next = { ...row, ...changes }
      await checkReferences(tx, { ...next, hostId: input.hostId ?? null })
      await tx
        .update(channels)
        .set({ ...changes, updatedAt: ctx.now() })
        .where(eq(channels.id, row.id))
      if (newSources) await writeSources(tx, row.id, newSources)
      await recordAudit(ctx, tx, {
        action: 'channel.update',
        subjectType: 'channel',
        subjectId: row.id,
        detail: {
          ...changes,
          ...(newSources ? { sources: newSources.map(({ url }) => redactUrl(url)) } : {}),
        },
      })
      return { touched: await touchHosts(tx, [row.hostId, next.hostId]), row: next }
    })
  } catch (error) {
    if (isUniqueViolation(error, 'channels_slug_key')) throw slugTaken(input.slug ?? '')
    throw error
  }
}

/** The columns that really change. */
function changesOf(row: ChannelRow, input: UpdateInput): Partial<ChannelRow> {
  const { id: _id, sources: _sources, hostId, ...fields } = input
  const wanted: Partial<ChannelRow> = { ...fields }
  if (hostId !== undefined) {
    wanted.pinned = hostId !== null
    // Without a pin it stays where it is: placement moves nothing that runs.
    wanted.hostId = hostId ?? row.hostId
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) =>
        value !== undefined && !isDeepStrictEqual(value, row[name as keyof ChannelRow]),
    ),
  )
}
