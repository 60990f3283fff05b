import type { HostId } from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { enrolTestHost } from '../../link/test/start-test-link.ts'
import { type InstanceAlone, startInstanceAlone } from '../../test/start-instance-alone.ts'
import { touchHosts } from '../changes/touch-hosts.ts'
import { renameHost } from './rename.ts'

let one: InstanceAlone
let hostId: HostId

beforeAll(async () => {
  one = await startInstanceAlone()
  hostId = (await enrolTestHost(one.database)).hostId
})
afterAll(() => one?.close())

test('a host is renamed while a channel is put on it, and neither change is lost', async () => {
  const { db } = one.database.handle
  const read = async () => (await db.select().from(hosts).where(eq(hosts.id, hostId)))[0]
  const before = (await read())?.desiredRevision ?? 0
  let renamed: Promise<void> | undefined
  await db.transaction(async (tx) => {
    // As the reference of a new channel does.
    await tx.select({ id: hosts.id }).from(hosts).where(eq(hosts.id, hostId)).for('key share')
    renamed = renameHost({ ...one.ctx, actor: null }, { hostId, name: 'renamed' })
    // Its failure is for the end of the test.
    renamed.catch(() => {})
    await vi.waitUntil(
      async () => {
        const waiting = await db.execute(
          sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        return waiting.length > 0
      },
      { timeout: 15_000 },
    )
    await touchHosts(tx, [hostId])
  })
  await renamed
  expect(await read()).toMatchObject({ name: 'renamed', desiredRevision: before + 1 })
})
