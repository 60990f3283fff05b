import { type ChannelId, type EventView, messageOf } from '@cashbacktv/contract'
import { events } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { eventView } from './list.ts'

/**
 * One event of a channel whole.
 *
 * @throws DomainError `not_found`
 */
export async function timelineEntry(
  { db }: Pick<ServiceContext, 'db'>,
  { id, entryId }: { id: ChannelId; entryId: string },
): Promise<EventView> {
  const [row] = await db
    .select()
    .from(events)
    .where(and(eq(events.id, entryId), eq(events.channelId, id)))
  if (!row) throw new DomainError('not_found', messageOf('entry-missing'))
  return eventView(row)
}
