import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FormBounds, formTypeOf, judgeForm } from './form-shape.ts'
import { cpuMs, NOISY_MACHINE, onThisMachine } from './test/noisy-machine.ts'

const MB = 1024 * 1024
const MOST: FormBounds = { fields: 5, files: 2, headBytes: 500 }
const MULTIPART = 'multipart/form-data; boundary=x'
const URLENCODED = 'application/x-www-form-urlencoded'

function judge(type: string, body: string | Uint8Array, most = MOST) {
  const form = formTypeOf(type)
  return form && judgeForm(new Uint8Array(Buffer.from(body)), form, most)
}

const asked = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
  new Request('http://localhost/', { method: 'POST', headers: { 'content-type': type }, body })

describe('the type', () => {
  test.each([
    ['application/x-www-form-urlencoded', { kind: 'urlencoded' }],
    ['Application/X-WWW-Form-Urlencoded; charset=UTF-8', { kind: 'urlencoded' }],
    ['multipart/form-data; boundary=----a', { kind: 'multipart', boundary: '----a' }],
    ['multipart/form-data;charset=utf-8; boundary="a b"', { kind: 'multipart', boundary: 'a b' }],
    ['multipart/form-data; boundary=a; boundary=b', { kind: 'multipart', boundary: 'a' }],
  ])('%s is one of a form', (type, form) => {
    expect(formTypeOf(type)).toEqual(form)
  })

  test.each([
    null,
    '',
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/mixed; boundary=x',
    'multipart/form-data; boundary=x, application/x-www-form-urlencoded',
    'multipart/form-data, application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded, multipart/form-data; boundary=x',
  ])('%j is none', (type) => {
    expect(formTypeOf(type)).toBeNull()
  })

  test('one as long as heads may be is looked at in no time', NOISY_MACHINE, () => {
    const before = process.cpuUsage()
    for (const odd of [';', '; ', '"', '; a=', '; a="', ' ', '; a=a', 'a']) {
      formTypeOf(`multipart/form-data${odd.repeat(16_000 / odd.length)},`)
    }
    expect(cpuMs(before)).toBeLessThan(onThisMachine(100))
  })
})

test('a form as a browser writes it is let through', async () => {
  const form = new FormData()
  form.set('name', 'a\r\n\r\nb "c"; filename')
  form.set('picture', new File([new Uint8Array(1000)], 'o"dd\r\n.png', { type: 'image/png' }))
  const sent = new Request('http://localhost/', { method: 'POST', body: form })
  const type = sent.headers.get('content-type') ?? ''
  expect(judge(type, new Uint8Array(await sent.arrayBuffer()))).toBe('fine')
  expect(judge(URLENCODED, 'a=1&b=2')).toBe('fine')
})

const DISPOSITION = '\r\nContent-Disposition: form-data; name="a"'
const field = (more = '', value = '1') => `--x${DISPOSITION}${more}\r\n\r\n${value}\r\n`
const file = field('; filename="a"')

test.each([
  ['fields', field().repeat(5), field().repeat(6)],
  ['files', file.repeat(2), file.repeat(3)],
  ['heads', field(`\r\nX: ${'a'.repeat(300)}`), field(`\r\nX: ${'a'.repeat(500)}`)],
])('more %s than there may be are too much', (_what, most, more) => {
  expect(judge(MULTIPART, `${most}--x--\r\n`)).toBe('fine')
  expect(judge(MULTIPART, `${more}--x--\r\n`)).toBe('too-much')
})

test('more fields of an address than there may be are too much', () => {
  expect(judge(URLENCODED, 'a=1&'.repeat(4))).toBe('fine')
  expect(judge(URLENCODED, 'a=1&'.repeat(5))).toBe('too-much')
})

test('what has more than it may is never let through, however oddly it is written', async () => {
  const part = fc.constantFrom(
    ...['--x', 'x', '--', '\r\n', '\n', '\r', '\n\n', '\r\n\r\n', 'a', ' ', field(), file],
    ...[`--x${DISPOSITION}`, `--x${DISPOSITION}; filename="a"\n\n\r\n`, `${field()}--x--`],
    ...[
      '; filename="b"',
      '; filename*="b"',
      '\r\nContent-Type: a',
      ':',
      `--x${DISPOSITION}\n\n\r\n`,
    ],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 12 }), fc.boolean(), async (parts, isClosed) => {
      const body = parts.join('') + (isClosed ? '\r\n--x--\r\n' : '')
      if (judge(MULTIPART, body) !== 'fine') return
      const values = await asked(MULTIPART, body)
        .formData()
        .then((form) => [...form.values()])
        .catch(() => [])
      expect(values.length).toBeLessThanOrEqual(MOST.fields)
      expect(values.filter((value) => value instanceof File).length).toBeLessThanOrEqual(MOST.files)
    }),
    { numRuns: 3000 },
  )
})

const LARGE: FormBounds = { fields: 10_000, files: 32, headBytes: MB }
const head = `--x${DISPOSITION}`
const WORST: Record<string, [string, (size: number) => string]> = {
  ampersands: [URLENCODED, (size) => '&'.repeat(size)],
  'tiny fields': [URLENCODED, (size) => 'a&'.repeat(size / 2)],
  'names in brackets': [URLENCODED, (size) => `a${'[a]'.repeat(size / 3)}=1`],
  escapes: [URLENCODED, (size) => `a=${'%41'.repeat(size / 3)}`],
  parts: [MULTIPART, (size) => field().repeat(size / field().length)],
  files: [MULTIPART, (size) => file.repeat(size / file.length)],
  'files in one name': [MULTIPART, (size) => `${field('; filename="a"'.repeat(size / 14))}--x--`],
  'a name without end': [MULTIPART, (size) => field('a'.repeat(size))],
  'a name of escapes': [MULTIPART, (size) => field(`; filename="${'%22'.repeat(size / 3)}"`)],
  'lines of a head': [MULTIPART, (size) => field('\r\nx: y'.repeat(size / 6))],
  'a head without end': [MULTIPART, (size) => head + 'a'.repeat(size)],
  'heads that do not end': [MULTIPART, (size) => head.repeat(size / head.length)],
  'what is nearly a boundary': [MULTIPART, (size) => field('', '\r\n-'.repeat(size / 3))],
  boundaries: [MULTIPART, (size) => '--x'.repeat(size / 3)],
  'boundaries that end': [MULTIPART, (size) => '--x--'.repeat(size / 5)],
  'ends of lines': [MULTIPART, (size) => '\r\n'.repeat(size / 2)],
}

describe('12 MB of a form', NOISY_MACHINE, () => {
  test.each(Object.entries(WORST))(
    '%s are judged and parsed in short',
    async (_what, [type, make]) => {
      const bytes = new Uint8Array(Buffer.from(make(12 * MB)))
      const before = process.cpuUsage()
      if (judge(type, bytes, LARGE) === 'fine')
        await asked(type, bytes)
          .formData()
          .catch(() => null)
      expect(cpuMs(before)).toBeLessThan(onThisMachine(250))
    },
  )
})
