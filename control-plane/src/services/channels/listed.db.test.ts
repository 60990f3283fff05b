import { ListedChannels } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane

beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

/** As the web app asks for it. */
async function listed() {
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const { text, body } = await one.ask({ method: 'GET', path: '/trpc/channels.listed', headers })
  return { text, ...ListedChannels.parse(body.result.data) }
}

const byId = <C extends { id: string }>(items: readonly C[]) =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('lists are told what REST tells of the same channels, and no address of a source', async () => {
  const sources = [{ url: 'https://user:geheim@tv.example/live.m3u8?key=geheim' }]
  for (const name of ['Çay', 'Ankara', 'Zürich']) {
    await one.as('operator', 'POST', '/channels', { name, sources })
  }
  const told = await listed()
  const { body } = await one.as('viewer', 'GET', '/channels')
  expect(told.total).toBe(3)
  expect(told.items.map(({ name }) => name)).toEqual(['Ankara', 'Çay', 'Zürich'])
  expect(byId(body.items)).toMatchObject(byId(told.items))
  expect(told.text).not.toContain('tv.example')
})

test('what is renamed, switched on and deleted is so in the next list', async () => {
  const { items } = await listed()
  const [first, second] = items
  await one.as('operator', 'PUT', `/channels/${first?.id}`, { name: 'Bursa' })
  await one.as('operator', 'POST', `/channels/${first?.id}/start`)
  await one.as('operator', 'DELETE', `/channels/${second?.id}`)
  const after = await listed()
  expect(after.total).toBe(2)
  expect(after.items[0]).toMatchObject({ id: first?.id, name: 'Bursa', desired: 'on' })
})
