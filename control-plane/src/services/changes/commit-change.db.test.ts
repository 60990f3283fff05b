import type { HostId } from '@cashbacktv/contract'
import { auditEntries, hosts, settings } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enrolTestHost } from '../../link/test/start-test-link.ts'
import type { Payloads, Topic } from '../../live/topics.ts'
import { type InstanceAlone, startInstanceAlone } from '../../test/start-instance-alone.ts'
import { type Change, commitChange, unchanged } from './commit-change.ts'
import { lockHosts } from './lock-hosts.ts'

let one: InstanceAlone
let hostId: HostId
let announced: { hostId: HostId; revision: number | undefined }[] = []
/** Beside the hosts, with whether it was committed by then. */
let told: { topic: Topic; isCommitted: boolean }[] = []

beforeAll(async () => {
  one = await startInstanceAlone()
})
beforeEach(async () => {
  hostId = (await enrolTestHost(one.database)).hostId
  announced = []
  told = []
})
afterAll(() => one?.close())

const db = () => one.database.handle.db
const revision = async (id = hostId) => {
  const [row] = await db().select().from(hosts).where(eq(hosts.id, id))
  return row?.desiredRevision
}
const written = () => db().select().from(auditEntries).where(eq(auditEntries.subjectId, hostId))
const ctx = () => ({
  ...one.ctx,
  live: {
    ...one.live,
    // What whoever holds the socket would read at that moment.
    publish: async <T extends Topic>(topic: T, payload: Payloads[T]) => {
      if (topic !== 'host.wanted') {
        told.push({ topic, isCommitted: (await stored(`told ${hostId}`)).length > 0 })
        return
      }
      if (!payload || !('hostId' in payload)) return
      const { hostId: id } = payload
      if (id) announced.push({ hostId: id, revision: await revision(id) })
    },
  },
})
type Deed = 'host.credential-replaced' | 'host.drain-started' | 'host.drain-ended'
const entry = (action: Deed) => ({
  action,
  subjectType: 'host' as const,
  subjectId: hostId,
  detail: { changed: {} },
})
const store = (key: string) => db().insert(settings).values({ key, value: 1 })
const stored = (key: string) => db().select().from(settings).where(eq(settings.key, key))

test('a change that is committed has its revision, its audit and one announcement, after the commit', async () => {
  const decide = async (): Promise<Change<string>> => ({
    result: 'done',
    hosts: [hostId, null, hostId],
    audit: [entry('host.credential-replaced')],
  })
  expect(await commitChange(ctx(), decide)).toBe('done')
  expect(await revision()).toBe(2)
  expect(await written()).toMatchObject([
    { action: 'host.credential-replaced', detail: { changed: {} } },
  ])
  expect(announced).toEqual([{ hostId, revision: 2 }])
})

test.each(['before it says what it did', 'in a write that is sent along'])(
  'a change that fails %s leaves no write, no revision, no audit and no announcement',
  async (when) => {
    const other = (await enrolTestHost(one.database)).hostId
    await store(`there ${hostId}`)
    const change = commitChange(ctx(), async (tx) => {
      await tx.insert(settings).values({ key: `new ${hostId}`, value: 1 })
      if (when.startsWith('before')) throw new Error('it cannot be done')
      return {
        result: undefined,
        hosts: [hostId, other],
        audit: [entry('host.drain-started')],
        writes: [tx.insert(settings).values({ key: `there ${hostId}`, value: 2 })],
      }
    })
    await expect(change).rejects.toThrow()
    expect(await stored(`new ${hostId}`)).toEqual([])
    expect([await revision(), await revision(other)]).toEqual([1, 1])
    expect(await written()).toEqual([])
    expect(announced).toEqual([])
  },
)

test('what a failing write says of itself is what the caller learns, not that the rest was given up', async () => {
  await store(`taken ${hostId}`)
  const change = commitChange(ctx(), async (tx) => ({
    result: undefined,
    hosts: [hostId],
    audit: [entry('host.drain-started')],
    writes: [tx.insert(settings).values({ key: `taken ${hostId}`, value: 2 })],
  }))
  await expect(change).rejects.toMatchObject({ cause: { code: '23505' } })
})

test('writes that are sent along are sent once, and are there with the rest', async () => {
  await commitChange(ctx(), async (tx) => ({
    result: undefined,
    hosts: [hostId],
    audit: [entry('host.drain-ended')],
    writes: [tx.insert(settings).values({ key: `along ${hostId}`, value: 1 })],
  }))
  expect(await stored(`along ${hostId}`)).toHaveLength(1)
})

test('what a change announces is told once it is committed, in its order, and not where it fails', async () => {
  const change = (isFailing: boolean) =>
    commitChange(ctx(), async (tx) => {
      await tx.insert(settings).values({ key: `told ${hostId}`, value: 1 })
      return {
        result: undefined,
        hosts: [],
        audit: isFailing ? [] : [entry('host.credential-replaced')],
        announce: [
          ['link.revoked', { hostId }],
          ['fleet.changed', { hostId }],
        ],
        writes: isFailing ? [tx.insert(settings).values({ key: `told ${hostId}`, value: 2 })] : [],
      }
    })
  await expect(change(true)).rejects.toThrow()
  expect(told).toEqual([])
  await change(false)
  expect(told).toEqual([
    { topic: 'link.revoked', isCommitted: true },
    { topic: 'fleet.changed', isCommitted: true },
  ])
})

test('a request that changes nothing tells nobody', async () => {
  expect(await commitChange(ctx(), async () => unchanged('as it was'))).toBe('as it was')
  expect([await revision(), await written(), announced]).toEqual([1, [], []])
})

test('a change of all hosts tells each, one that came a moment ago too', async () => {
  const other = (await enrolTestHost(one.database)).hostId
  const audit = [entry('host.credential-replaced')]
  await commitChange(ctx(), async () => ({ result: undefined, hosts: 'all', audit }))
  expect([await revision(), await revision(other)]).toEqual([2, 2])
  const told = announced.map(({ hostId: id }) => id)
  expect(told).toEqual(expect.arrayContaining([hostId, other]))
  expect(new Set(told).size).toBe(told.length)
})

test('hosts are not told of what nobody is written down for', async () => {
  const change = commitChange(ctx(), async () => ({ ...unchanged(undefined), hosts: [hostId] }))
  await expect(change).rejects.toThrow('A change has no audit.')
  expect([await revision(), announced]).toEqual([1, []])
})

test('of two changes that wait for each other both are done, and each is told once', async () => {
  const other = (await enrolTestHost(one.database)).hostId
  const attempts: HostId[] = []
  const change = (holds: HostId, asks: HostId) =>
    commitChange(ctx(), async (tx) => {
      await lockHosts(tx, [holds])
      attempts.push(holds)
      await expect.poll(() => attempts).toContain(asks)
      await lockHosts(tx, [asks])
      const audit = [{ ...entry('host.drain-started'), subjectId: holds }]
      return { result: holds, hosts: [holds], audit }
    })
  const changes = [change(hostId, other), change(other, hostId)]
  expect(await Promise.all(changes)).toEqual([hostId, other])
  expect(attempts).toHaveLength(3)
  expect([await revision(), await revision(other)]).toEqual([2, 2])
  expect(await written()).toHaveLength(1)
  expect(announced.map(({ hostId: id }) => id).toSorted()).toEqual([hostId, other].toSorted())
})

test('a change that is given up again and again fails with what PostgreSQL says, and does nothing', async () => {
  let attempts = 0
  const change = commitChange(ctx(), async (tx) => {
    attempts += 1
    await tx.execute(sql`do $$ begin raise exception using errcode = '40P01'; end $$`)
    return { result: undefined, hosts: [hostId], audit: [entry('host.drain-started')] }
  })
  await expect(change).rejects.toMatchObject({ cause: { code: '40P01' } })
  expect([attempts, await revision(), announced]).toEqual([3, 1, []])
})
