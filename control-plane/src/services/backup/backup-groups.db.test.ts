import type { RestoreItem } from '@cashbacktv/contract'
import { auditEntries } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
let empty: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
  empty = await startTestPlane()
})
afterAll(async () => {
  await one?.close()
  await empty?.close()
})

async function admin(plane: TestPlane, method: string, path: string, body?: unknown) {
  const answer = await plane.as('admin', method, path, body)
  expect(answer.status, `${method} ${path}: ${answer.text.slice(0, 300)}`).toBeLessThan(300)
  return answer.body
}
const restore = (plane: TestPlane, file: unknown, query = '') =>
  plane.as('admin', 'POST', `/backup/restore${query}`, file)
const fileOf = (plane: TestPlane) => admin(plane, 'GET', '/backup')
const without = ({ createdAt: _, ...rest }: Record<string, unknown>) => rest
const groupItems = (items: RestoreItem[]) =>
  items.filter(({ kind }) => kind === 'group').map(({ name, change }) => [name, change])

async function fill() {
  const kids = await admin(one, 'POST', '/groups', { name: 'Kids', note: 'Of one customer.' })
  const news = await admin(one, 'POST', '/groups', { name: 'News' })
  const sources = [{ url: 'testcard://640x360@25' }]
  const inKids = { name: 'Cartoons', sources, groupId: kids.id }
  await admin(one, 'POST', '/channels', inKids)
  await admin(one, 'POST', '/channels', { name: 'Headlines', sources, groupId: news.id })
  await admin(one, 'POST', '/channels', { name: 'Loose', sources })
}

test('groups and which channel is in which are on an empty installation as they were', async () => {
  await fill()
  const file = await fileOf(one)
  expect(file.channelGroups).toHaveLength(2)
  const asked = await restore(empty, file, '?dryRun=true&mode=replace')
  const created = [
    ['Kids', 'create'],
    ['News', 'create'],
  ]
  expect(groupItems(asked.body.items).sort()).toEqual(created)
  const done = await restore(empty, file, '?mode=replace')
  expect(done.body).toEqual({ ...asked.body, dryRun: false })
  expect(without(await fileOf(empty))).toEqual(without(file))
})

test('names that were changed with each other come back, and moves are written down by name', async () => {
  const file = await fileOf(one)
  const [first, second] = file.channelGroups
  const put = (id: string, name: string) => admin(one, 'PATCH', `/groups/${id}`, { name })
  await put(first.id, 'Between')
  await put(second.id, first.name)
  await put(first.id, second.name)
  const loose = file.channels.find(({ name }: { name: string }) => name === 'Loose')
  await admin(one, 'PUT', `/channels/${loose.id}`, { groupId: first.id })
  await restore(one, file)
  expect(without(await fileOf(one))).toEqual(without(file))
  const written = await one.db
    .select({ detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, loose.id))
  expect(written).toContainEqual({
    detail: expect.objectContaining({
      restored: true,
      changed: { group: { before: first.name, after: null } },
    }),
  })
})

test('a file of before leaves groups, and channels in them', async () => {
  const file = await fileOf(one)
  const { channelGroups: _groups, ...older } = file
  const channels = file.channels.map(({ groupId: _, ...channel }: { groupId: string }) => channel)
  for (const mode of ['merge', 'replace']) {
    const { body } = await restore(one, { ...older, channels }, `?mode=${mode}`)
    expect(body.items.every(({ change }: RestoreItem) => change === 'same')).toBe(true)
  }
  expect(without(await fileOf(one))).toEqual(without(file))
})

test('a group under another id is the one with its name; replacing deletes the others', async () => {
  const file = await fileOf(one)
  const [kids, news] = file.channelGroups
  const id = crypto.randomUUID()
  const channels = file.channels.map((channel: { groupId: string | null }) => {
    return { ...channel, groupId: channel.groupId && id }
  })
  const moved = {
    ...file,
    channels,
    channelGroups: [{ ...kids, id, name: kids.name.toUpperCase() }],
  }
  const { body } = await restore(one, moved, '?mode=replace')
  expect(groupItems(body.items)).toEqual([
    [kids.name.toUpperCase(), 'change'],
    [news.name, 'delete'],
  ])
  const after = await fileOf(one)
  expect(after.channelGroups).toEqual([{ ...kids, name: kids.name.toUpperCase() }])
  const groups = after.channels.map(({ groupId }: { groupId: string | null }) => groupId)
  expect(groups.filter(Boolean)).toEqual([kids.id, kids.id])
  await restore(one, file, '?mode=replace')
  expect(without(await fileOf(one))).toEqual(without(file))
})

test('groups that cannot be are refused with their place, and nothing is changed', async () => {
  const file = await fileOf(one)
  const [kids, news] = file.channelGroups
  const [first, ...rest] = file.channels
  const gone = { ...first, groupId: crypto.randomUUID() }
  const withGroups = (...channelGroups: unknown[]) => ({ ...file, channelGroups })
  const cases: [unknown, string][] = [
    [{ ...file, channels: [gone, ...rest] }, 'channels.0.groupId'],
    [withGroups(kids, kids), 'channelGroups.1'],
    [withGroups(kids, { ...news, name: kids.name.toLowerCase() }), 'channelGroups.1'],
    [withGroups({ ...kids, name: '' }), 'channelGroups.0.name'],
    [withGroups({ ...kids, name: 'a\u0000b' }), 'channelGroups.0.name'],
    [withGroups({ ...kids, id: 'x' }), 'channelGroups.0.id'],
    [withGroups({ ...kids, people: [] }), 'channelGroups.0.people'],
    [withGroups(...Array(5001).fill(kids)), 'channelGroups'],
  ]
  for (const [wrong, path] of cases) {
    const { status, body } = await restore(one, wrong)
    expect([status, body.error?.details[0].path]).toEqual([422, path])
  }
  const taken = await restore(one, withGroups({ ...kids, name: news.name }))
  expect([taken.status, taken.body.error.message]).toEqual([
    409,
    expect.stringContaining(news.name),
  ])
  const unnamed = await restore(one, withGroups(kids), '?mode=replace')
  expect(unnamed.status).toBe(422)
  expect(without(await fileOf(one))).toEqual(without(file))
})
