import { messageOf, tell } from '@cashbacktv/contract'
import { auditEntries } from '@cashbacktv/db'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const NOTE = 'Feed ends on 1 May.\nCall the studio before a restart: <b>+90 212</b>'
let one: TestPlane
let id = ''

beforeAll(async () => {
  one = await startTestPlane()
  const sources = [{ url: 'testcard://640x360@25' }]
  const made = await one.as('operator', 'POST', '/channels', { name: 'Kanal', sources })
  expect(made.body.note).toBe('')
  id = made.body.id
})
afterAll(() => one?.close())

const put = (body: object) => one.as('operator', 'PUT', `/channels/${id}`, body)
const get = async () => (await one.as('viewer', 'GET', `/channels/${id}`)).body

test('a note is kept as it is written, shown, written down with what was before, and no host is sent it', async () => {
  const { hostId, agent } = await one.agent()
  await put({ hostId })
  expect((await put({ note: `  ${NOTE} `, name: 'Noted' })).status).toBe(200)
  expect((await get()).note).toBe(NOTE)
  const { action, subjectId } = auditEntries
  const entries = await one.db
    .select()
    .from(auditEntries)
    .where(and(eq(action, 'channel.update'), eq(subjectId, id)))
  expect(entries.at(-1)?.detail).toMatchObject({ changed: { note: { before: '', after: NOTE } } })
  const sent = () => agent.snapshots.at(-1)?.state.channels.find((spec) => spec.id === id)
  await expect.poll(sent).toMatchObject({ name: 'Noted' })
  expect(sent()).not.toHaveProperty('note')
})

test('a note of more than 2000 characters is refused with the field, and the one there stays', async () => {
  await put({ note: NOTE })
  const { status, body } = await put({ note: 'x'.repeat(2001) })
  expect(status).toBe(422)
  expect(body.error.details).toEqual([
    { path: 'note', ...tell(messageOf('text-long', { most: 2000 })) },
  ])
  expect((await put({ priority: 60 })).body.note).toBe(NOTE)
})

test('a backup has the note, a file of before has none, and neither restarts anything', async () => {
  await put({ note: NOTE })
  const { body: file } = await one.as('admin', 'GET', '/backup')
  const [channel] = file.channels
  expect(channel.note).toBe(NOTE)
  delete channel.note
  const { body } = await one.as('admin', 'POST', '/backup/restore', file)
  expect(body).toMatchObject({ restarts: 0, starts: 0, stops: 0 })
  const item = { kind: 'channel', change: 'change', fields: ['note'], effect: 'none' }
  expect(body.items).toContainEqual(expect.objectContaining(item))
  expect((await get()).note).toBe('')
})
