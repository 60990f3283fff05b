import { messageOf } from '@cashbacktv/contract'
import { channels, type Db } from '@cashbacktv/db'
import { and, isNull, like } from 'drizzle-orm'
import { freeSlug, slugOf } from '../../domain/channels/slug.ts'
import { type DomainError, errorAt } from '../../domain/errors.ts'

/** A slug of the name that no channel has. */
export async function chooseSlug(db: Db, name: string): Promise<string> {
  const slug = slugOf(name)
  // Shortened, because a suffix may take the place of the last letters.
  const rows = await db
    .select({ slug: channels.slug })
    .from(channels)
    .where(and(like(channels.slug, `${slug.slice(0, 50)}%`), isNull(channels.deletedAt)))
  return freeSlug(slug, new Set(rows.map((row) => row.slug)))
}

export function slugTaken(slug: string): DomainError {
  return errorAt('slug', 'conflict', messageOf('slug-taken', { slug }))
}
