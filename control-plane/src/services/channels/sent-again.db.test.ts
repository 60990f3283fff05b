import { randomUUID } from 'node:crypto'
import { apiKeys, channels, users } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const create = (body: object) => one.as('operator', 'POST', '/channels', body)
const sources = [{ url: 'testcard://640x360@25' }, { url: 'testcard://320x180@25' }]
const named = (name: string) => one.db.select().from(channels).where(eq(channels.name, name))

test('a channel whose creation is sent again is made once, also when both are under way together', async () => {
  const body = { id: randomUUID(), name: 'Sent again', sources }
  const answers = await Promise.all([create(body), create(body), create(body)])
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([body.id]))
  const late = await create(body)
  expect(late.body.sources).toEqual(answers[0]?.body.sources)
  expect(late.body.updatedAt).toBe(
    (await one.as('operator', 'GET', `/channels/${body.id}`)).body.updatedAt,
  )
  expect(await named('Sent again')).toHaveLength(1)
})

test('what was edited between the two is what holds', async () => {
  const body = { id: randomUUID(), name: 'First words', slug: 'first-words', sources }
  await create(body)
  const { status, body: made } = await create({ ...body, name: 'Second words' })
  expect([status, made]).toMatchObject([
    201,
    { id: body.id, name: 'Second words', slug: body.slug },
  ])
  expect(await named('First words')).toEqual([])
})

test('an id of a channel that was deleted makes none, and says so', async () => {
  const body = { id: randomUUID(), name: 'Gone', sources }
  await create(body)
  await one.as('operator', 'DELETE', `/channels/${body.id}`)
  const answer = await create(body)
  expect([answer.status, answer.body.error.message]).toMatchObject([409, /was deleted/])
})

test('a person and a key that are sent again are made once, and the key that is seen is the good one', async () => {
  const person = { id: randomUUID(), email: 'twice@example.org', role: 'viewer' }
  for (const _ of [1, 2]) {
    const { status, body } = await one.as('admin', 'POST', '/users', person)
    expect([status, body.id]).toEqual([201, person.id])
  }
  expect(await one.db.select().from(users).where(eq(users.email, person.email))).toHaveLength(1)
  const key = { id: randomUUID(), name: 'Twice', role: 'viewer' }
  const made = [await one.as('admin', 'POST', '/api-keys', key)]
  made.push(await one.as('admin', 'POST', '/api-keys', key))
  expect(await one.db.select().from(apiKeys).where(eq(apiKeys.name, 'Twice'))).toHaveLength(1)
  const use = (text: string) => {
    const headers = { authorization: `Bearer ${text}` }
    return one.ask({ method: 'GET', path: '/api/v1/channels', headers })
  }
  const statuses = []
  for (const { body } of made) statuses.push((await use(body.key)).status)
  expect(statuses).toEqual([401, 200])
})
