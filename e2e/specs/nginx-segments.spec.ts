import { createSocket } from 'node:dgram'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Ask,
  CHANNEL,
  type NginxHost,
  SEGMENT_BYTES,
  segmentPath,
  startNginxHost,
} from '../stack/nginx-host.ts'

let host: NginxHost

beforeAll(async () => {
  host = await startNginxHost()
})
afterAll(() => host?.close())

/** What was sent until now, once nobody watches any more. */
const sentToAll = async () => (await host.observed(({ viewers }) => viewers === 0)).sentBytes
const sent = async () => (await host.observed(() => true)).sentBytes
const player = (from: string, agent: string): Ask => ({ from, headers: { 'user-agent': agent } })

test('who gets playlists from the origin and segments from nginx is one viewer, and every byte counts', async () => {
  const before = await sentToAll()
  let bytes = 0
  const viewers = [player('127.0.0.2', 'A'), player('127.0.0.2', 'B'), player('127.0.0.3', 'A')]
  for (const viewer of viewers) {
    const range = { ...viewer, headers: { ...viewer.headers, range: 'bytes=10-19' } }
    const answers = [
      ...[await host.playlist(viewer), await host.segment(0, viewer)],
      ...[await host.segment(1, viewer), await host.segment(2, range)],
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 206])
    for (const { body } of answers) bytes += body.length
  }
  expect(bytes).toBeGreaterThan(3 * (2 * SEGMENT_BYTES + 10))
  const air = await host.observed(({ sentBytes }) => sentBytes >= before + bytes)
  expect(air).toMatchObject({ viewers: 3, sentBytes: before + bytes })
})

test('nginx answers for a segment itself, with the headers that keep it, and takes no other path', async () => {
  const { headers, body } = await host.segment(1)
  expect(body.equals(Buffer.alloc(SEGMENT_BYTES, 1))).toBe(true)
  expect(headers).toMatchObject({
    server: expect.stringContaining('nginx'),
    'access-control-allow-origin': '*',
    'cache-control': expect.stringContaining('immutable'),
  })
  const none = [`/streams/_/${CHANNEL}/../window.json`, `${segmentPath(1)}.tmp`, segmentPath(7)]
  for (const path of none) expect((await host.get(path)).status).toBe(404)
})

test('an address that a viewer makes up is not believed, of playlists as of segments', async () => {
  await sentToAll()
  for (let made = 1; made <= 20; made += 1) {
    const headers = { 'user-agent': 'A', 'x-forwarded-for': `192.0.2.${made}` }
    await host.playlist({ from: '127.0.0.2', headers })
    await host.segment(made % 3, { from: '127.0.0.2', headers })
  }
  const before = await sent()
  await host.segment(0, player('127.0.0.3', 'A'))
  const air = await host.observed(({ sentBytes }) => sentBytes >= before + SEGMENT_BYTES)
  expect(air.viewers).toBe(2)
})

test('who asks for segments alone, as behind a cache of playlists, is a viewer too', async () => {
  await sentToAll()
  await host.segment(0, player('127.0.0.4', 'A'))
  expect((await host.observed(({ viewers }) => viewers > 0)).viewers).toBe(1)
})

test('what sent nobody a segment is left out: a head, one that is gone, one of no channel', async () => {
  const before = await sentToAll()
  await host.get(segmentPath(0), { method: 'HEAD' })
  await host.get(segmentPath(8))
  await host.get(segmentPath(0).replace(CHANNEL, CHANNEL.replace('6a3c', '0000')))
  await host.segment(0)
  const air = await host.observed(({ sentBytes }) => sentBytes > before)
  expect(air).toMatchObject({ viewers: 1, sentBytes: before + SEGMENT_BYTES })
})

test('whatever a viewer or a neighbour writes, the log is read on', async () => {
  const before = await sentToAll()
  const odd = ['"},{"bytes":"9999999999', '\\"\\', 'x'.repeat(7000), '\t%00{{', 'caf\xe9\xff']
  for (const agent of odd) {
    const headers = { 'user-agent': agent, 'x-forwarded-for': agent }
    expect((await host.segment(0, { headers })).status).toBe(200)
  }
  const socket = createSocket('udp4')
  const line = { from: '127.0.0.2', method: 'GET', path: segmentPath(0), status: '200', agent: '' }
  for (const hostile of [
    ...['', '{', 'null', '<190>', '[]{}', '{"path":{}}', 'x'.repeat(60_000)],
    ...[JSON.stringify({ ...line, bytes: '-5' }), JSON.stringify({ ...line, bytes: '1e99' })],
    JSON.stringify({ ...line, bytes: '5', path: '/streams/_/__proto__/x/00000000.ts' }),
  ]) {
    await new Promise((resolve) => socket.send(hostile, host.logPort, '127.0.0.1', resolve))
  }
  socket.close()
  await host.segment(0)
  const air = await host.observed(({ sentBytes }) => sentBytes >= before + 6 * SEGMENT_BYTES)
  expect(air.sentBytes).toBe(before + 6 * SEGMENT_BYTES)
  expect(air.viewers).toBe(6)
  expect(await host.metrics()).toMatch(/origin_segment_log_lines_total\{outcome="left_out"\} \d\d/)
})

test('what a player says with playlists to the origin and segments to nginx is of one session', async () => {
  const before = (await host.observed(() => true)).players
  const said = (fields: string, isHeader: boolean) => {
    const [object, session] = [fields, 'sid="0b7d-1"']
    if (isHeader) return { headers: { 'cmcd-object': object, 'cmcd-session': session } }
    return { query: `?CMCD=${encodeURIComponent(`${object},${session}`)}` }
  }
  for (const isHeader of [false, true]) {
    const ask = (fields: string) => {
      const { query = '', headers = {} } = said(fields, isHeader)
      return { query, ask: { headers } }
    }
    const playlist = ask('ot=m,su')
    await host.get(`/streams/news/index.m3u8${playlist.query}`, playlist.ask)
    for (const [index, fields] of [
      'd=2000,ot=av,su',
      'bl=2000,d=2000,ot=av',
      'bl=0,bs,d=2000,mtp=7000,ot=av,su',
    ].entries()) {
      const { query, ask: asked } = ask(fields)
      expect((await host.get(`${segmentPath(index)}${query}`, asked)).status).toBe(200)
    }
  }
  const { players } = await host.observed((air) => (air.players?.stalls ?? 0) >= 2)
  expect(before).toBeUndefined()
  expect(players).toMatchObject({ sessions: 1, begun: 1, startups: 1, rebuffered: 1, stalls: 2 })
  expect(players?.throughputKbps).toEqual({ p10: 7000, p50: 7000, p90: 7000 })
})

test('without an origin viewers go on getting segments, and with the next one they count again', async () => {
  await host.stopOrigin()
  for (let asked = 0; asked < 20; asked += 1) {
    expect((await host.segment(asked % 3)).body.length).toBe(SEGMENT_BYTES)
  }
  await host.startOrigin()
  const before = (await host.observed(({ viewers }) => viewers === 0)).sentBytes
  // Each worker of nginx loses the one line with which it learns that its last one met nobody.
  for (let asked = 0; asked < 12; asked += 1) await host.segment(asked % 3)
  await host.observed(({ sentBytes }) => sentBytes >= before + SEGMENT_BYTES)
})
