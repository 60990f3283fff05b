import { NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { longestTurn } from '../test/longest-turn.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const MB = 1024 * 1024
/** What answers `/healthz` and the agents' links waits for, at most. */
const TURN_MS = 250

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

function upload(raw: string | Uint8Array<ArrayBuffer>, type = 'multipart/form-data; boundary=x') {
  return one.ask({
    method: 'POST',
    path: '/api/v1/uploads/logo',
    raw,
    headers: { authorization: `Bearer ${one.tokens.operator}`, 'content-type': type },
  })
}

const DISPOSITION = 'Content-Disposition: form-data; name="file"'
const part = (head: string, body = '') => `--x\r\n${head}\r\n\r\n${body}\r\n`
const filled = (text: string) => text.repeat((5 * MB) / text.length)
const file = `${DISPOSITION}; filename="a.png"`

test.each<[string, string, string?]>([
  ['files', filled(part(file))],
  ['fields', filled(part(DISPOSITION))],
  ['lines of a head', part(`${DISPOSITION}\r\n${filled('x: y\r\n')}z: y`)],
  ['a name of escapes', part(`${DISPOSITION}; filename="${filled('%22')}"`)],
  ['names of brackets', part(`Content-Disposition: form-data; name="${filled('[a]')}"`)],
  ['heads that end otherwise', filled(`--x\r\n${file}\n\n\r\n\r\n`)],
  [
    'fields of another type',
    filled('a&'),
    'multipart/form-data, application/x-www-form-urlencoded',
  ],
  ['a text where a picture is expected', `${part(DISPOSITION, filled('a'))}--x--`],
])(
  'a form of 5 MB of %s: refused, and everybody else has a turn',
  NOISY_MACHINE,
  async (_what, raw, type) => {
    const answer = upload(new Uint8Array(Buffer.from(raw)), type)
    const turn = await longestTurn(answer)
    const { status, body } = await answer
    expect([400, 415, 422]).toContain(status)
    expect(body.error.message).toEqual(expect.any(String))
    expect(turn).toBeLessThan(onThisMachine(TURN_MS))
  },
)

test('a picture in a form as other programs write it is taken', async () => {
  const png = await sharp({
    create: { width: 40, height: 20, channels: 3, background: '#fff' },
  })
    .png()
    .toBuffer()
  const boundary = '------------------------d74496d66958873e'
  const head = `--${boundary}\r\n${file}\r\nContent-Type: image/png\r\n\r\n`
  const raw = Buffer.concat([Buffer.from(head), png, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const type = `multipart/form-data; boundary=${boundary}`
  expect((await upload(new Uint8Array(raw), type)).status).toBe(201)
})
