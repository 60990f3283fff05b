import { auditEntries, channels } from '@cashbacktv/db'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const KEY = 'sk-1a2b3c4d5e'
const URL = `rtmp://127.0.0.1:19350/app/${KEY}`
const ONE = { name: 'Platform', url: URL, isOn: true, muxrateKbps: 0 }

let one: TestPlane
let id = ''

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
})
beforeEach(async () => {
  const sources = [{ url: 'testcard://320x180@10' }]
  const body = { name: 'Sent on', sources, restreams: [ONE] }
  const made = await one.as('operator', 'POST', '/channels', body)
  expect(made.status).toBe(201)
  id = made.body.id
})
afterAll(() => one?.close())

const get = async (role: 'viewer' | 'operator') =>
  (await one.as(role, 'GET', `/channels/${id}`)).body
const put = (restreams: unknown) => one.as('operator', 'PUT', `/channels/${id}`, { restreams })
const reveal = async () =>
  (await one.as('operator', 'POST', `/channels/${id}/reveal`)).body.restreams

test('an operator sees a destination masked, a viewer its scheme and host alone, and it is sealed', async () => {
  expect((await get('operator')).restreams).toMatchObject([{ url: 'rtmp://127.0.0.1:19350/***' }])
  expect((await get('viewer')).restreams).toMatchObject([{ url: 'rtmp://127.0.0.1' }])
  const stored = await one.db
    .select({ text: sql<string>`restreams::text` })
    .from(channels)
    .where(eq(channels.id, id as never))
  expect(stored[0]?.text).not.toContain(KEY)
})

test('what was shown, sent back, keeps the address and the id; who asked for it whole is written down', async () => {
  const [before] = await reveal()
  expect(before).toMatchObject(ONE)
  const { restreams: shown } = await get('operator')
  expect((await put([{ ...shown[0], name: 'Renamed', isOn: false }])).status).toBe(200)
  expect(await reveal()).toEqual([{ ...before, name: 'Renamed', isOn: false }])
  const acts = await one.db.select().from(auditEntries).where(eq(auditEntries.subjectId, id))
  expect(acts.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['channel.update', 'channel.reveal']),
  )
  expect(JSON.stringify(acts)).not.toContain(KEY)
})

test('how HLS is pushed is kept with its address, of which a viewer sees the host alone', async () => {
  const url = `https://sender:${KEY}@127.0.0.1/${KEY}/index.m3u8?token=${KEY}`
  const pushed = { ...ONE, url, uploadMethod: 'post', deletesOld: true }
  expect((await put([pushed])).status).toBe(200)
  const [shown] = (await get('operator')).restreams
  expect(shown).toMatchObject({ uploadMethod: 'post', deletesOld: true })
  expect(shown.url).not.toContain(KEY)
  expect((await get('viewer')).restreams).toMatchObject([{ url: 'https://127.0.0.1' }])
  expect((await put([shown])).status).toBe(200)
  expect(await reveal()).toMatchObject([pushed])
})

test('a mask that stands for nothing, another kind of address and a network that is not allowed are refused at the field', async () => {
  const urls = [
    'rtmp://127.0.0.1:1/***',
    'rtsp://example.com/live',
    'https://example.com/live/',
    'http://10.1.2.3/live/index.m3u8',
    'rtmp://127.0.0.1/app',
    'udp://10.1.2.3:5004',
  ]
  for (const url of urls) {
    const refused = await put([{ name: 'New', url }])
    expect(refused.status).toBe(422)
    expect(refused.body.error.details).toMatchObject([{ path: 'restreams.0.url' }])
  }
  expect(await reveal()).toMatchObject([ONE])
})

test('a channel that is sent on by RTMP is not set to HEVC, which RTMP does not carry', async () => {
  const set = (change: object) => one.as('operator', 'PUT', `/channels/${id}`, change)
  const output = { codec: 'hevc' }
  const refused = await set({ output })
  expect(refused.status).toBe(422)
  const [detail] = refused.body.error.details
  expect(detail).toMatchObject({ path: 'output.codec', code: 'hevc-on-rtmp' })
  expect(detail.message).toContain('Platform')
  expect((await set({ output, restreams: [{ ...ONE, url: 'udp://127.0.0.1:5004' }] })).status).toBe(
    200,
  )
  expect((await put([ONE])).status).toBe(422)
  // What is copied has the codec of its source, whatever is kept for when it is encoded again.
  expect((await set({ output: { mode: 'copy' }, restreams: [ONE] })).status).toBe(200)
})

test('a copy has the destination whole under an id of its own, and a channel without any has none', async () => {
  const shown = await get('operator')
  const copied = await one.as('operator', 'POST', '/channels', {
    name: 'Copy',
    copyOf: id,
    sources: shown.sources,
    restreams: shown.restreams,
  })
  expect(copied.status).toBe(201)
  const own = await one.as('operator', 'POST', `/channels/${copied.body.id}/reveal`)
  expect(own.body.restreams).toMatchObject([ONE])
  expect(own.body.restreams[0].id).not.toBe(shown.restreams[0].id)
  expect((await put([])).status).toBe(200)
  expect(await reveal()).toEqual([])
})
