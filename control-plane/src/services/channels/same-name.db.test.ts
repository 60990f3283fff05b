import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const SOURCES = [{ url: 'testcard://1280x720@25' }]

test('channels of one name that are made at the same time have a slug each', async () => {
  const slugs = ['spor', ...Array.from({ length: 11 }, (_, at) => `spor-${at + 2}`)]
  const made = await Promise.all(
    slugs.map(() => one.as('operator', 'POST', '/channels', { name: 'Spor', sources: SOURCES })),
  )
  expect(made.map(({ status }) => status)).toEqual(slugs.map(() => 201))
  expect(new Set(made.map(({ body }) => body.slug))).toEqual(new Set(slugs))
})

test('of those that were given one slug at the same time one has it, and the others are told of the field', async () => {
  const given = { name: 'Haber', slug: 'haber-bir', sources: SOURCES }
  const made = await Promise.all(
    [1, 2, 3, 4].map(() => one.as('operator', 'POST', '/channels', given)),
  )
  expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  const refused = made.filter(({ status }) => status === 409)
  for (const { body } of refused) expect(JSON.stringify(body)).toContain('slug')
})
