import { randomUUID } from 'node:crypto'
import { type ChannelId, HostHappening, type HostId } from '@cashbacktv/contract'
import { auditEntries, type Db, events } from '@cashbacktv/db'

/** Seconds of the minute in which all of it was. */
export const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 3, 0, second))

type Told = { hostId: HostId; number: number; second: number; channelId: ChannelId }

/** What a host told of a channel, as it is stored. */
export async function storeHappening(
  db: Db,
  { hostId, number, second, channelId }: Told,
  wanted: object,
): Promise<void> {
  const happening = HostHappening.parse({ ...wanted, channelId })
  const row = { hostId, number, at: at(second), kind: happening.kind, channelId, happening }
  await db.insert(events).values({ id: randomUUID(), ...row })
}

type Act = {
  subjectType: string
  subjectId: string
  action: string
  second: number
  detail?: Record<string, unknown>
}

/** What an operator did. */
export async function storeAct(db: Db, { second, detail = {}, ...act }: Act): Promise<void> {
  const actorEmail = 'operator@example.org'
  await db.insert(auditEntries).values({ actorEmail, ...act, at: at(second), detail })
}

type Page<Item> = { items: Item[]; next: string | null }

/** Goes on from page to page, to the last. */
export async function everyPage<Item>(
  read: (from: { before?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = []
  for (let page = await read({}); ; page = await read({ before: page.next })) {
    items.push(...page.items)
    if (page.next === null) return items
  }
}
