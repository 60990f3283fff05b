import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane

beforeAll(async () => {
  one = await startTestPlane()
  const sources = [{ url: 'testcard://640x360@25' }]
  for (const name of ['Çay', 'Berlin', 'Ankara']) {
    await one.as('operator', 'POST', '/channels', { name, sources })
  }
  const { id } = await byName('Berlin')
  await one.as('operator', 'POST', `/channels/${id}/start`)
})
afterAll(() => one?.close())

const list = async (query: string) => {
  const { body } = await one.as('viewer', 'GET', `/channels?${query}`)
  const items: { name: string; id: string; health: { level: string } }[] = body.items
  return { names: items.map(({ name }) => name), items, total: body.total }
}
const byName = async (name: string) => {
  const { items } = await list(`search=${name}`)
  return { id: items[0]?.id ?? '' }
}

test('a page says how many there are in all, with and without a search', async () => {
  expect(await list('pageSize=2')).toMatchObject({ names: ['Ankara', 'Berlin'], total: 3 })
  expect(await list('search=a&pageSize=1')).toMatchObject({ names: ['Ankara'], total: 2 })
})

test('the list is narrowed by status and by what viewers get, together with a search', async () => {
  const { items } = await list('search=berlin')
  const level = items[0]?.health.level ?? ''
  expect(level).not.toBe('off')
  expect(await list(`level=${level}`)).toMatchObject({ names: ['Berlin'], total: 1 })
  expect(await list('level=off')).toMatchObject({ names: ['Ankara', 'Çay'], total: 2 })
  expect(await list('level=off&search=ank')).toMatchObject({ names: ['Ankara'], total: 1 })
  expect(await list('level=well')).toMatchObject({ names: [], total: 0 })
})

test('a level that is none is refused', async () => {
  expect((await one.as('viewer', 'GET', '/channels?level=fine')).status).toBe(422)
})
