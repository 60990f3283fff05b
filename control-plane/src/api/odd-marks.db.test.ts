import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
let id = ''
beforeAll(async () => {
  one = await startTestPlane()
  const sources = [{ url: 'testcard://640x360@25' }]
  for (const name of ['First', 'Second', 'Third']) {
    const made = await one.as('operator', 'POST', '/channels', { name, sources })
    id = made.body.id
    await one.as('operator', 'PUT', `/channels/${id}`, { note: name })
  }
})
afterAll(() => one?.close())

const LISTS = [
  ['/monitoring/activity', 'before'],
  ['/audit', 'before'],
  ['/events', 'before'],
  ['/events', 'after'],
  ['timeline', 'before'],
] as const

const ID = '5f2a6ffe-0000-4000-8000-000000000001'
const base64 = (text: string) => Buffer.from(text).toString('base64url')
const ODD = [
  ...['1;drop table events', "' or '1'='1", '(select 1)', '-1', '1e309', 'NaN', 'null', '{}', '[]'],
  ...['../../x', '\u0000', '\ud83d', 'x'.repeat(101), '%00', '9999-99-99T99:99:99Z', '0', 'true'],
  ...['2026-01-01T00:00:00Z', '275760-09-13T00:00:00.001Z', '2026-02-30T00:00:00.000Z act 1'],
  ...['0000-01-01T00:00:00Z', `0000-01-01T00:00:00Z~0~${ID}`, `2026-01-01T00:00:00Z~1e30~${ID}`],
  ...[`2026-01-01T00:00:00Z~-1~${ID}`, `2026-01-01T00:00:00Z~9007199254740991~${ID}`],
  ...[base64('{"at":"x","id":"y"}'), base64('[1,2,3]'), base64('\u0000'), crypto.randomUUID()],
]

test.each(LISTS)(
  'a place in %s (%s) that was tampered with is refused, or shows what anybody may see',
  async (list, name) => {
    const path = list === 'timeline' ? `/channels/${id}/timeline` : list
    const whole = await one.as('viewer', 'GET', `${path}?limit=1`)
    const next = whole.body?.next ?? whole.body?.before ?? null
    const changed = typeof next === 'string' ? [...next].map((_, at) => flipped(next, at)) : []
    for (const mark of [...ODD, ...changed]) {
      const query = new URLSearchParams({ [name]: mark, limit: '2' })
      const { status, text } = await one.as('viewer', 'GET', `${path}?${query}`)
      expect([mark, [200, 400, 403, 404, 422].includes(status), text.slice(0, 80)]).toEqual([
        mark,
        true,
        expect.any(String),
      ])
      expect(text).not.toMatch(/syntax|postgres|select |stack/i)
    }
  },
)

test('none of it was a fault of ours', () => {
  expect(one.log.filter((line) => line.includes('"level":"ERROR"'))).toEqual([])
})

function flipped(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`
}
