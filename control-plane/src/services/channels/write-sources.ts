import { randomUUID } from 'node:crypto'
import {
  type ChannelId,
  type CreateChannelInput,
  changedReading,
  messageOf,
  readingFlaw,
  readingOf,
  redactUrl,
  type Source,
  SourceId,
} from '@cashbacktv/contract'
import { type Db, sources } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { fieldError } from '../../domain/errors.ts'
import { checkSource } from './check-source.ts'

/**
 * The sources that an input asks for, judged. A source that is already there keeps its id; its
 * address as it is shown to a viewer stands for its whole address.
 *
 * @throws DomainError `validation_failed` with the field
 */
export async function wantedSources(
  ctx: Pick<ServiceContext, 'db' | 'config'>,
  input: CreateChannelInput['sources'],
  known: readonly Source[] = [],
): Promise<Source[]> {
  const twice = input.findIndex(
    ({ id }, index) => id && input.findIndex((other) => other.id === id) !== index,
  )
  if (twice >= 0) throw fieldError(`sources.${twice}.id`, messageOf('source-twice'))
  return Promise.all(
    input.map(async ({ id, url, ...reading }, index) => {
      const kept = id ? known.find((source) => source.id === id) : undefined
      if (id && !kept) throw fieldError(`sources.${index}.id`, messageOf('source-of-other'))
      const isShownForm = kept && url === redactUrl(kept.url)
      const text = isShownForm ? kept.url : url
      const href = await checkSource(ctx, text, `sources.${index}.url`)
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
