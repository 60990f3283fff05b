import { ErrorBody } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  drippingSource,
  htmlSource,
  redirectSource,
  refusedSource,
  silentSource,
  statusSource,
} from '../sources/faults.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { logoPicture } from '../sources/logo.ts'
import { type Answer, logoForm } from '../stack/api-client.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

let stack: Stack
const sources: LiveSource[] = []
beforeAll(async () => {
  stack = await shareStack()
})
afterAll(async () => {
  await stack?.stop()
  await Promise.all(sources.map((source) => source.close()))
})

const problemOf = (answer: Answer) => ErrorBody.parse(answer.body).error
const create = (input: object) => stack.api.send('POST', '/channels', input)

describe('an address that is refused at save, with its field', () => {
  test.each([
    'file:///etc/passwd',
    '/etc/passwd',
    '../../x',
    '-protocol_whitelist',
    'concat:/a.ts|/b.ts',
    'subfile,,start,0,end,0,,:/etc/passwd',
    'gopher://127.0.0.1:6379/9/',
    'rtsp://127.0.0.1:8554/x\r\nSET x 1\r\n',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.1.2.3/live.ts',
    'http://[::1]/live.ts',
    'rtmp://[::ffff:a00:1]/a/b',
    'tcp://127.0.0.1:9000?listen',
    'http://127.0.0.1:22/live.ts',
    'http://127.0.0.1:65536/live.ts',
    '',
  ])('%j', async (url) => {
    const answer = await create({ name: 'Refused', sources: [{ url }] })
    expect(answer.status).toBe(422)
    const { code, message, details } = problemOf(answer)
    expect(code).toBe('validation_failed')
    expect(message.length).toBeGreaterThan(10)
    expect(details?.map(({ path }) => path)).toContain('sources.0.url')
  })

  test('nothing of it was kept', async () => {
    expect((await stack.api.channels()).total).toBe(0)
    expect(ffmpegProcesses(stack.mediaDir)).toEqual([])
  })
})

describe('a body that is wrong is 422 with the field', () => {
  const sources = [{ url: 'testcard://640x360@25' }]
  test.each([
    ['name', { sources }],
    ['name', { name: '', sources }],
    ['sources', { name: 'x' }],
    ['sources', { name: 'x', sources: [] }],
    ['slug', { name: 'x', slug: '../../etc', sources }],
    ['logo.assetId', { name: 'x', sources, logo: { assetId: 'no' } }],
    ['output.mode', { name: 'x', sources, output: { mode: 'magic' } }],
    ['output.presetId', { name: 'x', sources, output: { presetId: 'no-such-preset' } }],
    ['hls.segmentSeconds', { name: 'x', sources, hls: { segmentSeconds: -1 } }],
  ])('%s', async (path, input) => {
    const answer = await create(input)
    expect(answer.status).toBe(422)
    expect(problemOf(answer).details?.map((detail) => detail.path)).toContain(path)
  })

  test('a logo that was never uploaded', async () => {
    const assetId = '00000000-0000-4000-8000-000000000000'
    const answer = await create({ name: 'x', sources, logo: { assetId } })
    expect(answer.status).toBe(422)
    expect(problemOf(answer).details?.[0]?.path).toContain('logo')
  })

  test('a body that is no JSON is 400 and says so', async () => {
    const response = await fetch(`${stack.url}/api/v1/channels`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.api.token}`, 'content-type': 'application/json' },
      body: '{"name":',
    })
    expect(response.status).toBe(400)
    ErrorBody.parse(await response.json())
  })
})

test('a slug that exists is a conflict that names the field, and the first channel stays', async () => {
  const input = { name: 'First', slug: 'taken', sources: [{ url: 'testcard://640x360@25' }] }
  const first = await stack.api.createChannel(input)
  const answer = await create({ ...input, name: 'Second' })
  expect(answer.status).toBe(409)
  expect(problemOf(answer)).toMatchObject({ code: 'conflict', details: [{ path: 'slug' }] })
  expect((await stack.api.channel(first.id)).name).toBe('First')
  await stack.api.deleteChannel(first.id)
})

describe('a picture that is no logo is refused', () => {
  const upload = (bytes: Buffer, type: string) =>
    stack.api.send('POST', '/uploads/logo', logoForm(bytes, type))

  test.each([
    ['empty', Buffer.alloc(0), 'image/png'],
    ['text called a picture', Buffer.from('hello, I am no picture'), 'image/png'],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'image/svg+xml',
    ],
    ['GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\xff\x00,'), 'image/gif'],
  ])('%s', async (_name, bytes, type) => {
    const answer = await upload(bytes, type)
    expect([413, 415, 422]).toContain(answer.status)
    expect(problemOf(answer).message.length).toBeGreaterThan(10)
  })

  test('cut short', async () => {
    const whole = await logoPicture()
    expect((await upload(whole.subarray(0, whole.length / 2), 'image/png')).status).toBe(422)
  })

  test('too many pixels', async () => {
    expect((await upload(await logoPicture('png', 9000), 'image/png')).status).toBe(422)
  })

  test('too many bytes', async () => {
    const answer = await upload(Buffer.alloc(30 * 1024 * 1024, 1), 'image/png')
    expect(answer.status).toBe(413)
  })
})

describe('a source that does not work gives its reason', () => {
  async function reasonOf(source: LiveSource) {
    sources.push(source)
    const name = `Broken ${sources.length}`
    const { id } = await stack.api.startNew({ name, sources: [{ url: source.url }] })
    const { reason } = await stack.api.waitForChannel(id, (view) => view.reason !== null, 60_000)
    await stack.api.deleteChannel(id)
    return reason
  }

  test.each([
    ['nobody listens', refusedSource, 'network', /answer|refused|reach/i],
    ['404', () => statusSource(404), 'network', /404|not found/i],
    ['401', () => statusSource(401), null, /401|password|credential|authoriz/i],
    ['500', () => statusSource(500), 'network', /5\d\d|5XX|server/i],
    ['a web page', htmlSource, null, /stream|media|data/i],
    ['no video', () => startHttpTs({ video: false }), null, /picture|video/i],
    [
      'a redirect to a network that is refused',
      () => redirectSource('http://10.0.0.1/'),
      null,
      /./,
    ],
  ] as const)('%s', async (_name, start, expectedClass, words) => {
    const reason = await reasonOf(await start())
    if (expectedClass) expect(reason?.class).toBe(expectedClass)
    expect(reason?.message).toMatch(words)
  })

  test('silence and drips end after the start time-out, others are not disturbed', async () => {
    const [silent, dripping] = await Promise.all([silentSource(), drippingSource()])
    const reasons = await Promise.all([reasonOf(silent), reasonOf(dripping)])
    for (const reason of reasons) expect(reason?.message.length).toBeGreaterThan(10)
  })
})
