import { type ChannelId, messageOf, type Source } from '@cashbacktv/contract'
import { channels, type Db, sources } from '@cashbacktv/db'
import { and, asc, count, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { DomainError } from '../../domain/errors.ts'
import { type ChannelRow, rowOf } from './channel-row.ts'

type Wanted = {
  /** Looked for in names and slugs. */
  search: string | undefined
  /** Only of these; null is of all. */
  among: readonly ChannelId[] | null
}

/** A page of the channels that are not deleted, by name. */
export async function readPage(
  db: Db,
  { from, most, ...wanted }: Wanted & { from: number; most: number },
): Promise<ChannelRow[]> {
  const rows = await db
    .select()
    .from(channels)
    .where(isWanted(wanted))
    .orderBy(asc(channels.name), asc(channels.id))
    .limit(most)
    .offset(from)
  return rows.map(rowOf)
}

/** How many there are of which `readPage` reads a page. */
export async function countChannels(db: Db, wanted: Wanted): Promise<number> {
  const [counted] = await db.select({ total: count() }).from(channels).where(isWanted(wanted))
  return counted?.total ?? 0
}

function isWanted({ search, among }: Wanted): SQL | undefined {
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  return and(
    isNull(channels.deletedAt),
    pattern ? or(ilike(channels.name, pattern), ilike(channels.slug, pattern)) : undefined,
    among ? isAmong(among) : undefined,
  )
}

/** One parameter, however many they are. */
function isAmong(ids: readonly ChannelId[]): SQL {
  return sql`${channels.id} = any(${`{${ids.join()}}`}::uuid[])`
}

/** @throws DomainError `not_found` */
export async function requireChannel(
  db: Db,
  id: ChannelId,
  options: { lock?: boolean } = {},
): Promise<ChannelRow> {
  const query = db
    .select()
    .from(channels)
    .where(and(eq(channels.id, id), isNull(channels.deletedAt)))
  const [row] = options.lock ? await query.for('update') : await query
  if (!row) throw new DomainError('not_found', messageOf('channel-missing'))
  return rowOf(row)
}

type SourceRow = Pick<typeof sources.$inferSelect, 'id' | 'url' | 'reading'>

export function sourceOf({ id, url, reading }: SourceRow): Source {
  return { id, url, ...reading }
}

/** The sources of channels, in order of preference. */
export async function readSources(
  db: Db,
  ids: readonly ChannelId[],
): Promise<Map<ChannelId, Source[]>> {
  const byChannel = new Map(ids.map((id): [ChannelId, Source[]] => [id, []]))
  if (ids.length === 0) return byChannel
  const rows = await db
    .select()
    .from(sources)
    .where(inArray(sources.channelId, [...ids]))
    .orderBy(asc(sources.position))
  for (const row of rows) byChannel.get(row.channelId)?.push(sourceOf(row))
  return byChannel
}
