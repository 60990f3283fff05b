import { afterAll, beforeAll, expect, test } from 'vitest'
import { ODD_STRINGS } from '../test/odd-strings.ts'
import { type Answer, startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
let number = 0
let encoding: unknown
beforeAll(async () => {
  one = await startTestPlane()
  const { body } = await one.as('admin', 'GET', '/settings/presets')
  encoding = (body.items ?? body)[0].encoding
})
afterAll(() => one?.close())

/** Where people write text: how it is written, and where it is read again. */
type Place = { field: string; path: string; body(text: string): object }
const sources = [{ url: 'testcard://320x180@10' }]
const CHANNEL_NAME: Place = {
  field: 'name',
  path: '/channels',
  body: (name) => ({ name, sources, slug: unique() }),
}
const PLACES: Record<string, Place> = {
  'the name of a channel': CHANNEL_NAME,
  'the note of a channel': {
    field: 'note',
    path: '/channels',
    body: (note) => ({ name: 'x', slug: unique(), sources, note }),
  },
  'the name of a group': { field: 'name', path: '/groups', body: (name) => ({ name }) },
  'the note of a group': {
    field: 'note',
    path: '/groups',
    body: (note) => ({ name: unique(), note }),
  },
  'the name of a key': {
    field: 'name',
    path: '/api-keys',
    body: (name) => ({ name, role: 'viewer' }),
  },
  'the label of a join token': {
    field: 'label',
    path: '/hosts/join-tokens',
    body: (label) => ({ label }),
  },
  'the name of a preset': {
    field: 'name',
    path: '/settings/presets',
    body: (name) => ({ name, encoding }),
  },
}
const unique = () => `unique-${++number}`
const fieldOf = (row: object, field: string): unknown => Reflect.get(row, field)

/** As they are listed. */
async function rowsOf({ path }: Place): Promise<object[]> {
  const { body } = await one.as(
    'admin',
    'GET',
    `${path}${path === '/channels' ? '?pageSize=500' : ''}`,
  )
  return body.items ?? body
}

test.each(Object.entries(PLACES))(
  'every odd text as %s comes back as it was, or is refused at its field',
  async (_, place) => {
    const kept: string[] = []
    for (const text of ODD_STRINGS) {
      const answer: Answer = await one.as('admin', 'POST', place.path, place.body(text))
      if (answer.status === 201) {
        kept.push(text.trim())
        continue
      }
      // 409: a name that is taken, whatever the case of its letters.
      expect([409, 422], `${JSON.stringify(text)}: ${answer.text}`).toContain(answer.status)
      if (answer.status === 422) expect(answer.body.error.details[0].path).toBe(place.field)
    }
    const told = new Set((await rowsOf(place)).map((row) => fieldOf(row, place.field)))
    expect(kept.filter((text) => !told.has(text))).toEqual([])
    expect(kept.length).toBeGreaterThan(ODD_STRINGS.length / 2)
  },
)

test('names in figures are labels that any reader takes apart into what they were', async () => {
  const rows = await rowsOf(CHANNEL_NAME)
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const { text } = await one.ask({ method: 'GET', path: '/metrics', headers })
  const names = text.split('\n').flatMap((line) => {
    const label = /^channel_info\{.*\bname="((?:[^"\\]|\\.)*)"\} 1$/.exec(line)?.[1]
    return label === undefined ? [] : [label.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c))]
  })
  expect(names.sort()).toEqual(rows.map((row) => fieldOf(row, 'name')).sort())
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(/^(|#.*|[a-z_][a-z0-9_]*(\{.*\})? [-+\d.eEInfNa]+)$/s)
  }
})
