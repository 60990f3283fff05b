import { randomUUID } from 'node:crypto'
import {
  type ChannelId,
  type CreateChannelInput,
  changedReading,
  messageOf,
  readingFlaw,
  readingOf,
  type Source,
  SourceId,
} from '@cashbacktv/contract'
import { type Db, sources } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { unmaskSources } from '../../domain/channels/unmask-sources.ts'
import { fieldError } from '../../domain/errors.ts'
import { checkSource } from './check-source.ts'

/**
 * The sources that an input asks for, judged. A source that is already there keeps its id; what
 * was only shown of it stands for what is stored.
 *
 * @throws DomainError `validation_failed` with the field
 */
export async function wantedSources(
  ctx: Pick<ServiceContext, 'db' | 'config' | 'outside'>,
  input: CreateChannelInput['sources'],
  known: readonly Source[] = [],
): Promise<Source[]> {
  const twice = input.findIndex(
    ({ id }, index) => id && input.findIndex((other) => other.id === id) !== index,
  )
  if (twice >= 0) throw fieldError(`sources.${twice}.id`, messageOf('source-twice'))
  return Promise.all(
    unmaskSources(input, known).map(async ({ kept, sent: { url, ...reading } }, index) => {
      const href = await checkSource(ctx, url, `sources.${index}.url`)
      const wanted = {
        id: kept?.id ?? SourceId.parse(randomUUID()),
        url: href,
        ...changedReading(kept ? readingOf(kept) : {}, reading),
      }
      const flaw = readingFlaw(wanted)
      if (flaw) throw fieldError(`sources.${index}.${flaw.field}`, flaw.message)
      return wanted
    }),
  )
}

/** Replaces the sources of a channel. */
export async function writeSources(
  tx: Db,
  channelId: ChannelId,
  wanted: readonly Source[],
): Promise<void> {
  await tx.delete(sources).where(eq(sources.channelId, channelId))
  await tx.insert(sources).values(
    wanted.map((source, position) => ({
      id: source.id,
      channelId,
      position,
      url: source.url,
      reading: readingOf(source),
    })),
  )
}
