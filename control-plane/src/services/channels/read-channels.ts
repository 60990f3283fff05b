import { type ChannelId, messageOf, type Source } from '@cashbacktv/contract'
import { channels, type Db, sources } from '@cashbacktv/db'
import { and, asc, count, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { PgSelect } from 'drizzle-orm/pg-core'
import type { Reach } from '../../domain/accounts/reach.ts'
import { DomainError } from '../../domain/errors.ts'
import { inReach } from '../groups/in-reach.ts'
import { type ChannelRow, rowOf } from './channel-row.ts'

type Wanted = {
  /** Looked for in names and slugs. */
  search: string | undefined
  /** Only of these; null is of all. */
  among: readonly ChannelId[] | null
  reach: Reach
}

type Page = Wanted & { from: number; most: number }
type ChannelPage = { rows: ChannelRow[]; sources: Map<ChannelId, Source[]> }

/**
 * A page of the channels that are not deleted, by name, with their sources. Both are asked for at
 * once: on a busy control plane it is the number of answers waited for that a person feels.
 */
export async function readPage(db: Db, page: Page): Promise<ChannelPage> {
  const [stored, found] = await Promise.all([
    onPage(db.select().from(channels).$dynamic(), page),
    db
      .select()
      .from(sources)
      .where(
        // As an array: of a list PostgreSQL expects so many rows that it reads all sources there are.
        sql`${sources.channelId} = any(array(${onPage(db.select({ id: channels.id }).from(channels).$dynamic(), page)}))`,
      )
      .orderBy(asc(sources.position)),
  ])
  const rows = stored.map(rowOf)
  const byChannel = byChannelOf(found)
  // What came onto the page between the two answers.
  const unread = rows.filter(({ id }) => !byChannel.has(id)).map(({ id }) => id)
  return { rows, sources: new Map([...byChannel, ...(await readSources(db, unread))]) }
}

function onPage<Q extends PgSelect>(query: Q, { from, most, ...wanted }: Page): Q {
  return query
    .where(isWanted(wanted))
    .orderBy(asc(channels.name), asc(channels.id))
    .limit(most)
    .offset(from)
}

/** How many there are of which `readPage` reads a page. */
export async function countChannels(db: Db, wanted: Wanted): Promise<number> {
  const [counted] = await db.select({ total: count() }).from(channels).where(isWanted(wanted))
  return counted?.total ?? 0
}

function isWanted({ search, among, reach }: Wanted): SQL | undefined {
  const pattern = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  return and(
    isNull(channels.deletedAt),
    // What is among them was known a moment ago; who may see it is asked of what is stored.
    inReach(reach),
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
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(sources)
    .where(inArray(sources.channelId, [...ids]))
    .orderBy(asc(sources.position))
  return new Map([...ids.map((id): [ChannelId, Source[]] => [id, []]), ...byChannelOf(rows)])
}

function byChannelOf(rows: readonly (SourceRow & { channelId: ChannelId })[]) {
  const byChannel = new Map<ChannelId, Source[]>()
  for (const row of rows) {
    const known = byChannel.get(row.channelId)
    if (known) known.push(sourceOf(row))
    else byChannel.set(row.channelId, [sourceOf(row)])
  }
  return byChannel
}
