import { channels } from '@cashbacktv/db'
import { and, asc, isNull, sql } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'

/** Older versions took several sizes of a channel and published the first alone; said once a start. */
export async function tellSeveralRenditions(ctx: Pick<ServiceContext, 'db' | 'log'>) {
  const several = sql`jsonb_array_length(${channels.settings} #> '{output,renditions}') > 1`
  const rows = await ctx.db
    .select({ name: channels.name })
    .from(channels)
    .where(and(isNull(channels.deletedAt), several))
    .orderBy(asc(channels.name))
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name)
  ctx.log.warn({ channels: names }, 'Channels with several sizes: the first alone is published')
}
