import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHANNEL, FIRST, rawStatus, type Stage, setStage } from './test/stage.ts'

const PLAYLIST = '/streams/news/index.m3u8'
const SEGMENT = `/streams/_/${CHANNEL}/${FIRST}/00000000.ts`

let stage: Stage

beforeEach(async () => {
  stage = await setStage()
  stage.write(FIRST, 1)
})

afterEach(() => stage.close())

test('a segment is served whole, in ranges and as a head, and may be kept', async () => {
  const whole = await stage.get(SEGMENT)
  expect([whole.status, (await whole.text()).length]).toEqual([200, 1000])
  expect(whole.headers.get('content-type')).toBe('video/mp2t')
  expect(whole.headers.get('cache-control')).toContain('immutable')
  const part = await stage.get(SEGMENT, { headers: { range: 'bytes=990-' } })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 990-999/1000'])
  expect((await part.text()).length).toBe(10)
  const last = await stage.get(SEGMENT, { headers: { range: 'bytes=-5' } })
  expect(last.headers.get('content-range')).toBe('bytes 995-999/1000')
  expect((await stage.get(SEGMENT, { headers: { range: 'bytes=1000-' } })).status).toBe(416)
  const head = await stage.get(SEGMENT, { method: 'HEAD' })
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['1000', ''])
})

test('ranges by the thousand, and whatever is no range, get the whole once', async () => {
  const many = ['0-', '0-0', '5-1', '-1', '999-'].map((one) => Array(2000).fill(one).join(','))
  const odd = ['0-1,', '1-2-3', 'a-b', '-', '0x1-2', '1e3-', ' 0-1', '0-1;', '', '--1', '0-\u0661']
  for (const range of [...many, ...odd]) {
    const answer = await stage.get(SEGMENT, { headers: { range: encodeURI(`bytes=${range}`) } })
    expect([range, answer.status, (await answer.text()).length]).toEqual([range, 200, 1000])
  }
  for (const range of ['9'.repeat(400), `${'9'.repeat(400)}-`, '1000-1001', '7-5', '-0']) {
    const answer = await stage.get(SEGMENT, { headers: { range: `bytes=${range}` } })
    expect([200, 416]).toContain(answer.status)
    expect((await answer.text()).length).toBeLessThanOrEqual(1000)
  }
})

test('marks of what is known, however many, are looked at and no fault', async () => {
  stage.air([{ runId: FIRST, ended: false }])
  await stage.listed(1)
  for (const mark of ['*', '"', 'W/"', Array(2000).fill('"a"').join(', '), '"a'.repeat(3000)]) {
    const answer = await stage.get(PLAYLIST, { headers: { 'if-none-match': mark } })
    expect([200, 304]).toContain(answer.status)
    await answer.text()
  }
})

test('the playlist is compressed where asked for, and says when it has not changed', async () => {
  stage.air([{ runId: FIRST, ended: false }])
  const text = await stage.listed(1)
  const zipped = await stage.get(PLAYLIST, { headers: { 'accept-encoding': 'gzip' } })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  expect(await zipped.text()).toBe(text)
  const plain = await stage.get(PLAYLIST, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(plain.headers.get('content-length')).toBe(String(text.length))
  const etag = plain.headers.get('etag') ?? ''
  expect((await stage.get(PLAYLIST, { headers: { 'if-none-match': etag } })).status).toBe(304)
  stage.write(FIRST, 2)
  await stage.listed(2)
  expect((await stage.get(PLAYLIST, { headers: { 'if-none-match': etag } })).status).toBe(200)
  expect(await (await stage.get(PLAYLIST, { method: 'HEAD' })).text()).toBe('')
})

test('players on any page may read; nobody may write', async () => {
  const asked = await stage.get(SEGMENT, { method: 'OPTIONS' })
  expect(asked.status).toBe(204)
  expect(asked.headers.get('access-control-allow-origin')).toBe('*')
  expect(asked.headers.get('access-control-allow-headers')).toContain('range')
  const written = await stage.get(SEGMENT, { method: 'PUT', body: 'x' })
  expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('a channel that has not shown anything yet says that it is starting', async () => {
  stage.air([])
  await stage.shown('This channel is starting.')
  expect((await stage.get(PLAYLIST)).status).toBe(503)
})

test('each player that asked lately is one viewer, and bytes are counted', async () => {
  stage.air([{ runId: FIRST, ended: false }])
  await stage.listed(1)
  for (const player of ['one', 'two', 'two']) {
    await (await stage.get(PLAYLIST, { headers: { 'user-agent': player } })).text()
  }
  await (await stage.get(SEGMENT)).text()
  await stage.observed(({ viewers, sentBytes }) => viewers === 3 && sentBytes > 1000)
})

test.each([
  `/streams/_/${CHANNEL}/../window.json`,
  `/streams/_/${CHANNEL}/${FIRST}/..%2f..%2fair.json`,
  `/streams/_/${CHANNEL}/${FIRST}/index.m3u8`,
  `/streams/_/${CHANNEL}/${FIRST}/00000000.ts/`,
  `/streams/_/${CHANNEL}/${FIRST}/00000000.ts%00.jpg`,
  '/streams/../../etc/passwd',
  '/streams/%2e%2e/index.m3u8',
  '/streams/__proto__/index.m3u8',
  '/streams/unknown/index.m3u8',
  '/streams/',
  '//',
  'http://[',
])('%s finds nothing and harms nothing', async (path) => {
  stage.air([{ runId: FIRST, ended: false }])
  await stage.listed(1)
  expect(await rawStatus(stage.base, path)).toBe(404)
  expect((await stage.get(PLAYLIST)).status).toBe(200)
})
