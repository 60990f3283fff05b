import { cpuMs, NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import { takeForm } from './take-form.ts'

const MB = 1024 * 1024
const MULTIPART = 'multipart/form-data; boundary=x'
const URLENCODED = 'application/x-www-form-urlencoded'
const SESSION = { accessToken: 'a', refreshToken: null }
const DISPOSITION = 'Content-Disposition: form-data; name="a"'
const field = `--x\r\n${DISPOSITION}\r\n\r\n1\r\n`
const file = `--x\r\n${DISPOSITION}; filename="a"\r\n\r\n\r\n`

function take(type: string | null, body: BodyInit | null, isLoggedIn = true, from = '192.0.2.1') {
  const headers: Record<string, string> = type === null ? {} : { 'content-type': type }
  const request = new Request('http://localhost/login', { method: 'POST', headers, body })
  return takeForm(request, SESSION, async () => isLoggedIn, from)
}

/** What a page finds in its request: how many fields, or with what it is refused. */
async function readBy(type: string | null, body: BodyInit | null, isLoggedIn = true) {
  const { request, release } = await take(type, body, isLoggedIn)
  const found = await request.formData().then(
    (form) => [...form.keys()].length,
    async (refusal: unknown) => {
      if (!(refusal instanceof Response)) throw refusal
      return [refusal.status, (await refusal.json()).messageCode]
    },
  )
  release()
  return found
}

test('forms as browsers send them are read', async () => {
  const form = new FormData()
  form.set('name', 'One')
  form.set('logo.file', new File([new Uint8Array(5 * MB)], 'logo.png'))
  form.set('slate.file', new File([new Uint8Array(5 * MB)], 'slate.png'))
  expect(await readBy(null, form)).toBe(3)
  expect(await readBy(null, new URLSearchParams({ email: 'one@example.org', password: 'x' }))).toBe(
    2,
  )
})

test('a list of a thousand channels with a box for each is read', async () => {
  const form = new FormData()
  form.set('list', '#EXTM3U\n'.repeat(100_000))
  for (let line = 1; line <= 1000; line += 1) form.append('line', String(line))
  expect(await readBy(null, form)).toBe(1001)
})

const tooMuch = [422, 'body-too-much']
const noForm = [415, 'body-no-form']
test.each<[string, string, string, unknown]>([
  ['fields', URLENCODED, 'a&'.repeat(120_000), tooMuch],
  ['parts', MULTIPART, field.repeat((11 * MB) / field.length), tooMuch],
  ['files', MULTIPART, file.repeat((11 * MB) / file.length), tooMuch],
  [
    'lines of a head',
    MULTIPART,
    `--x\r\n${DISPOSITION}${'\r\nx: y'.repeat(1.5 * MB)}\r\n\r\n`,
    tooMuch,
  ],
  ['a form that breaks off', MULTIPART, field.repeat(3), [400, 'body-broken']],
  ['two types', `${MULTIPART}, ${URLENCODED}`, 'a&'.repeat(5 * MB), noForm],
  ['JSON', 'application/json', '{"email":"a"}', noForm],
  ['text', 'text/plain', 'email=a', noForm],
])(
  '%s: refused in short, and held no longer',
  { ...NOISY_MACHINE, timeout: 60_000 },
  async (_what, type, body, refusal) => {
    const bytes = Buffer.from(body)
    const before = process.cpuUsage()
    expect(await readBy(type, bytes)).toEqual(refusal)
    expect(cpuMs(before)).toBeLessThan(onThisMachine(250))
    // What all of them may hold together is less than ten of them.
    for (let more = 0; more < 10; more += 1) expect(await readBy(type, bytes)).toEqual(refusal)
  },
)

test('what says no type may bring nothing', async () => {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    duplex: 'half',
    body: new ReadableStream({ start: (controller) => controller.close() }),
  }
  const empty = new Request('http://localhost/session/refresh', init)
  const { request, release } = await takeForm(empty, null, async () => false, '192.0.2.1')
  expect(await request.text()).toBe('')
  release()
  expect(await readBy(null, new Blob(['email=a']))).toEqual(noForm)
})

test('who is not logged in may bring no more than a quarter of a megabyte', async () => {
  const long = `${field.repeat(10)}--x\r\n${DISPOSITION}\r\n\r\n${'a'.repeat(MB)}\r\n--x--`
  expect(await readBy(MULTIPART, long)).toBe(11)
  expect(await readBy(MULTIPART, long, false)).toEqual([413, 'body-too-large'])
})

test('one that sends long forms without end keeps nobody else from sending, nor from a log-in', async () => {
  const long = `a=${'a'.repeat(250_000)}`
  const held = await Promise.all(Array.from({ length: 160 }, () => take(URLENCODED, long)))
  const taken = await Promise.all(
    held.map(({ request }) =>
      request.text().then(
        () => true,
        () => false,
      ),
    ),
  )
  expect(taken.filter(Boolean).length).toBe(16)
  for (const [body, from] of [
    [long, '192.0.2.2'],
    ['email=a', '192.0.2.1'],
  ] as const) {
    const { request, release } = await take(URLENCODED, body, true, from)
    expect(await request.text()).toBe(body)
    release()
  }
  for (const { release } of held) release()
})
