import { type HostId, StoredSettings } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDb, type DbHandle } from '../client.ts'
import { migrate } from '../migrate.ts'
import { createTestDatabase, type TestDatabase } from '../test/index.ts'
import { isUniqueViolation } from '../violations.ts'
import { channels, events, hosts } from './index.ts'

let database: TestDatabase
let handle: DbHandle

beforeAll(async () => {
  database = await createTestDatabase()
  handle = createDb(database.url)
})

afterAll(async () => {
  await handle.close()
  await database.drop()
})

test('many instances that start at once migrate once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)))
  const [count] = await handle.sql`select count(*)::int as n from drizzle.__drizzle_migrations`
  const [files] =
    await handle.sql`select count(distinct hash)::int as n from drizzle.__drizzle_migrations`
  expect(count?.n).toBe(files?.n)
})

test('a slug is unique among living channels and free again after a deletion', async () => {
  const first = await addChannel('news')
  const again = await addChannel('news').catch((error: unknown) => error)
  expect(isUniqueViolation(again, 'channels_slug_key')).toBe(true)
  await handle.sql`update channels set deleted_at = now() where id = ${first}`
  await expect(addChannel('news')).resolves.toEqual(expect.any(String))
})

test('an event that is delivered twice is stored once', async () => {
  const [host] = await handle.db.insert(hosts).values({ name: 'edge' }).returning()
  const hostId = host?.id as HostId
  const happening = { kind: 'agent-started', version: '2', adopted: 0 } as const
  const event = { hostId, number: 1, at: new Date(), kind: happening.kind, happening }
  await handle.db.insert(events).values(event)
  await handle.db.insert(events).values(event).onConflictDoNothing()
  expect(await handle.db.select().from(events)).toHaveLength(1)
})

async function addChannel(slug: string): Promise<string> {
  const [channel] = await handle.db
    .insert(channels)
    .values({
      name: slug,
      slug,
      settings: StoredSettings.parse({}),
    })
    .returning({ id: channels.id })
  if (channel === undefined) throw new Error('nothing was inserted')
  return channel.id
}
