import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

const sources = [{ url: 'testcard://640x360@25' }]
const post = (path: string, raw: string | Uint8Array<ArrayBuffer>) =>
  one.ask({
    method: 'POST',
    path,
    raw,
    headers: {
      authorization: `Bearer ${one.tokens.operator}`,
      'content-type': 'application/json',
    },
  })

/** Beside what can be typed: letters that are one to the eye, of both directions, and half letters. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc
    .array(fc.nat({ max: 0xffff }), { minLength: 1, maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes)),
)

test('any name comes back as it was sent, letter by letter, or is refused with its field', async () => {
  const outcomes = new Set<number>()
  await fc.assert(
    fc.asyncProperty(name, async (text) => {
      const made = await one.as('operator', 'POST', '/channels', { name: text, sources })
      outcomes.add(made.status)
      if (made.status === 422) {
        expect(made.body.error.details[0].path).toBe('name')
        return
      }
      expect(made.status).toBe(201)
      const { body } = await one.as('viewer', 'GET', `/channels/${made.body.id}`)
      expect(body.name).toBe(text.trim())
      expect((await one.as('operator', 'DELETE', `/channels/${made.body.id}`)).status).toBe(204)
    }),
    { numRuns: 120 },
  )
  expect(outcomes).toEqual(new Set([201, 422]))
})

/** What readers of JSON differ about (RFC 8259), as the body and in the place of a name. */
const DOUBTFUL = [
  ...[
    '1',
    '-',
    '-1',
    '01',
    '1.',
    '.1',
    '1e',
    '1e+',
    '0x1',
    '+1',
    '-0',
    '1e9999',
    '-1e-9999',
    'NaN',
  ],
  ...['Infinity', 'nul', 'True', 'undefined', '"', '"a', "'a'", '"\\x61"', '"\\u00"', '"\\ud800"'],
  ...['"\\udc00\\ud800"', '"\\u0000"', '"\t"', '"\n"', '"\u0000"', '"\u2028"', '"\uffff"', '[1,]'],
  ...[
    '[,1]',
    '[1',
    '1]',
    '[1 2]',
    '{"a":1,}',
    '{a:1}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{"a":1,"a":2}',
  ],
  ...['{"":1}', '{"__proto__":{"a":1}}', '/**/1', '1//', '1 2', '\u00a01', '\u000b1', '#', '<a/>'],
]
const BYTES = [
  ...[[0xff], [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ...[[0xef, 0xbb, 0xbf, 0x31], [0xfe, 0xff, 0x00, 0x31], [0x31, 0x00], [0x00], []],
]

test.each(['/api/v1/channels', '/trpc/channels.create', '/api/v1/auth/login', '/link/enrol'])(
  'whatever is doubtful of a body to %s, it is refused and no fault',
  async (path) => {
    for (const text of DOUBTFUL) {
      for (const raw of [text, `{"name":${text}}`, `[${text}]`]) {
        const { status } = await post(path, raw)
        expect([raw, status >= 400 && status < 500]).toEqual([raw, true])
      }
    }
    for (const bytes of BYTES) {
      const { status } = await post(path, new Uint8Array(bytes))
      expect([bytes, status >= 400 && status < 500]).toEqual([bytes, true])
    }
  },
)

test('a body that was damaged anywhere is refused, or means what it says', async () => {
  const whole = JSON.stringify({
    name: 'Whole',
    sources,
    note: 'ş "\\ 😀',
    output: { mode: 'copy' },
  })
  const put = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('"', '{', '\\', ',', ']'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: whole.length }),
      fc.nat({ max: 4 }),
      put,
      async (at, out, text) => {
        const raw = whole.slice(0, at) + text + whole.slice(at + out)
        const { status, body } = await post('/api/v1/channels', raw)
        expect([201, 400, 409, 422]).toContain(status)
        if (status === 201) expect(body.name).toBe(String(JSON.parse(raw).name).trim())
      },
    ),
    { numRuns: 200 },
  )
})

test('none of it was a fault of ours, and what is logged of it is a line each', () => {
  expect(one.log.filter((line) => line.includes('"level":"ERROR"'))).toEqual([])
  for (const line of one.log) expect(JSON.parse(line)).toBeTypeOf('object')
})
