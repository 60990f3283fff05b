import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { BACKUP_FORMAT, HostSettings } from '@cashbacktv/contract'
import { NOISY_MACHINE, onThisMachine } from '@cashbacktv/contract/noisy-machine'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longestTurn } from '../test/longest-turn.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const KB = 1024
const MB = 1024 * KB
/** What answers `/healthz` and the agents' links waits for, at most. */
const TURN_MS = 250
/** Of what anybody may send again and again. */
const SHORT_TURN_MS = 100

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

/** A text of a size, as much of its parts as fit. */
function filled(size: number, begin: string, part: string | ((at: number) => string), end = '') {
  const parts = [begin]
  let length = begin.length + end.length
  for (let at = 0; ; at++) {
    const next = typeof part === 'string' ? part : part(at)
    length += next.length
    if (length > size) return parts.join('').replace(/,$/, '') + end
    parts.push(next)
  }
}

const WORST: Record<string, (size: number) => string> = {
  'tiny keys': (size) => filled(size, '{', (at) => `"${at.toString(36)}":0,`, '}'),
  'keys that are numbers': (size) => filled(size, '{', (at) => `"${at * 7919}":0,`, '}'),
  'tiny keys within': (size) => filled(size, '{"name":{', (at) => `"${at.toString(36)}":0,`, '}}'),
  'lists in a list': (size) => filled(size, '{"sources":[', '{},', ']}'),
  'lists in lists': (size) => `{"name":${'['.repeat(size / 2 - 10)}${']'.repeat(size / 2 - 10)}}`,
  'objects in objects': (size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`,
  'numbers beyond any': (size) => filled(size, '{"sources":[', '1e400,', ']}'),
  'a number of many digits': (size) => `{"name":${'9'.repeat(size - 20)}}`,
  '__proto__ again and again': (size) => filled(size, '{', '"__proto__":{"a":1},', '}'),
  'one key again and again': (size) => filled(size, '{', '"a":0,', '}'),
  escapes: (size) => `{"name":"${'\\"'.repeat(size / 2 - 20)}"}`,
}
const KINDS = Object.keys(WORST)

type Told = { status: number; text: string }

/** Sent bit by bit: what it takes to send so much is not of the product. */
function post(path: string, raw: string | Buffer, token: string | null): Promise<Told> {
  const bytes = Buffer.from(raw)
  const headers = {
    'content-type': 'application/json',
    'content-length': bytes.length,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${one.url}${path}`, { method: 'POST', headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    Readable.from(partsOf(bytes)).pipe(sent)
  })
}

function* partsOf(bytes: Buffer, size = 256 * KB) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function send(path: string, raw: string | Buffer, token: string | null = null) {
  const answer = post(path, raw, token)
  const turn = await longestTurn(answer)
  return { ...(await answer), turn }
}

describe('256 kB of JSON from anybody', NOISY_MACHINE, () => {
  test.each(KINDS)('%s: refused with a short answer, and within a short turn', async (kind) => {
    const raw = WORST[kind]?.(256 * KB - 100) ?? ''
    for (const path of ['/api/v1/auth/login', '/trpc/auth.login', '/trpc/passkeys.finishLogin']) {
      const { status, text, turn } = await send(path, raw)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(text.length).toBeLessThan(64 * KB)
      expect(turn).toBeLessThan(onThisMachine(SHORT_TURN_MS))
    }
  })
})

describe('4 MB of a list of channels', NOISY_MACHINE, () => {
  test.each(KINDS)('%s as JSON', async (kind) => {
    const raw = WORST[kind]?.(4 * MB - 100) ?? ''
    const { status, text, turn } = await send('/api/v1/channels/import', raw, one.tokens.operator)
    expect(status).toBe(422)
    expect(text.length).toBeLessThan(64 * KB)
    expect(turn).toBeLessThan(onThisMachine(TURN_MS))
  })

  const SIZE = 3.5 * MB
  test.each<[string, () => string]>([
    ['lines', () => filled(SIZE / 2, '#EXTM3U\n', '\n')],
    ['options of one channel', () => filled(SIZE, '#EXTM3U\n', '#EXTVLCOPT:http-user-agent=x\n')],
    ['headers', () => filled(SIZE / 2, '#EXTM3U\n#EXTHTTP:{"a":"b"', (at) => `,"x${at}":"y"`, '}')],
    ['columns', () => filled(SIZE, 'name;url', ';x')],
    ['columns and rows', () => filled(SIZE - MB / 2, `name;url${';x'.repeat(MB / 2)}\n`, 'a;b\n')],
    ['cells', () => filled(SIZE, 'name;url\n', ';')],
    ['one name of a column', () => filled(SIZE / 2, '', 'ş ', 'name;url\n')],
    ['ends of lines', () => filled(SIZE / 2, 'name;url\n', '\r')],
  ])('%s as a list', async (_kind, list) => {
    const raw = JSON.stringify({ list: list(), dryRun: true, start: false })
    const { status, text, turn } = await send('/api/v1/channels/import', raw, one.tokens.operator)
    expect([200, 422]).toContain(status)
    expect(text.length).toBeLessThan(64 * KB)
    expect(turn).toBeLessThan(onThisMachine(TURN_MS))
  })
})

/** `part` again and again, up to the size of a whole backup. */
function backupOf(begin: string, part: string, end = ''): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(64 * MB, part)
  bytes.write(begin)
  bytes.write(end, bytes.length - Buffer.byteLength(end))
  return bytes
}

describe('64 MB of a backup', NOISY_MACHINE, () => {
  test.each<[string, () => Buffer<ArrayBuffer>]>([
    ['lists in lists', () => backupOf('', '[')],
    ['objects in objects', () => backupOf('', '{"a":')],
    ['lists beside lists', () => backupOf('{"format":1,"channels":[', '[],')],
    ['one text', () => backupOf('{"format":1,"x":"', 'a', '"}')],
    ['one text of escapes', () => backupOf('{"format":1,"x":" ', '\\"', ' "}')],
    ['one picture', () => backupOf('{"format":1,"pictures":[{"content":"', 'A', '"}]}')],
    [
      'a picture of 39 MB',
      () => Buffer.from(`{"format":1,"pictures":[{"content":"${'A'.repeat(39 * MB)}"}]}`),
    ],
    [
      'a picture of 39 MB of escapes',
      () => Buffer.from(`{"format":1,"pictures":[{"content":"${'\\/'.repeat(19.5 * MB)}"}]}`),
    ],
    [
      'a picture of 39 MB of letters that are no base64',
      () => Buffer.from(`{"format":1,"pictures":[{"content":"${'ğ'.repeat(19.5 * MB)}"}]}`),
    ],
    [
      'a picture of 39 MB of spaces',
      () => Buffer.from(`{"format":1,"pictures":[{"content":"A${' '.repeat(39 * MB)}"}]}`),
    ],
    [
      'a picture in a list',
      () => Buffer.from(`{"format":1,"pictures":[{"content":["${'A'.repeat(39 * MB)}"]}]}`),
    ],
    [
      'a text of 39 MB instead of a picture',
      () => Buffer.from(`{"format":1,"pictures":["${'A'.repeat(39 * MB)}"]}`),
    ],
    [
      'a hash of 39 MB beside a picture',
      () => Buffer.from(`{"format":1,"pictures":[{"sha256":"${'\\/'.repeat(19.5 * MB)}"}]}`),
    ],
    ['numbers of many digits', () => backupOf('{"format":1,"x":[1', '9', ']}')],
    ['numbers', () => backupOf('{"format":1,"channels":[{"a":[11', '1,', '1]}]}')],
    ['spaces', () => backupOf('{"format":1', ' ', '}')],
    [
      'crowded channels',
      () => {
        const crowded = filled(120 * KB, '{', (at) => `"${at.toString(36)}":[1],`, '},')
        return backupOf('{"format":1,"channels":[', crowded, '{}]}')
      },
    ],
    [
      'channels that are nearly right',
      () => backupOf('{"format":1,"channels":[', `{"name":"${'a'.repeat(15_000)}"},`, '{}]}'),
    ],
  ])('%s: refused, and everybody else has a turn', async (_what, make) => {
    const { status, text, turn } = await send('/api/v1/backup/restore', make(), one.tokens.admin)
    expect([400, 422]).toContain(status)
    expect(JSON.parse(text).error.message).toEqual(expect.any(String))
    expect(text.length).toBeLessThan(64 * KB)
    expect(turn).toBeLessThan(onThisMachine(TURN_MS))
  })

  test('a picture of ours of 28 MB, at which all is looked: everybody else has a turn', async () => {
    const size = { width: 2700, height: 2600 }
    const raw = { raw: { ...size, channels: 4 as const } }
    const png = await sharp(randomBytes(size.width * size.height * 4), raw)
      .png({ compressionLevel: 1 })
      .toBuffer()
    const sha256 = createHash('sha256').update(png).digest('hex')
    const written = (content: string) => ({
      format: BACKUP_FORMAT,
      createdAt: new Date().toISOString(),
      version: 'test',
      settings: HostSettings.parse({}),
      pictures: [{ id: crypto.randomUUID(), sha256, ...size, content }],
      presets: [],
      channels: [],
    })
    const restore = '/api/v1/backup/restore?dryRun=true'
    const whole = JSON.stringify(written(png.toString('base64'))).replaceAll('/', '\\/')
    expect(whole.length).toBeGreaterThan(36 * MB)
    const taken = await send(restore, whole, one.tokens.admin)
    expect([taken.status, taken.text]).toEqual([200, expect.stringContaining('"create"')])
    expect(taken.turn).toBeLessThan(onThisMachine(TURN_MS))
    png[png.length - 40] = (png[png.length - 40] ?? 0) ^ 1
    const damaged = JSON.stringify(written(png.toString('base64')))
    const refused = await send(restore, damaged, one.tokens.admin)
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('pictures.0.content'),
    ])
    expect(refused.turn).toBeLessThan(onThisMachine(TURN_MS))
  })
})
