import { createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaybackGuard } from '@cashbacktv/contract'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPlaylist } from '../domain/playlist.ts'
import { CHANNEL, FIRST, type Stage, segmentsOf, setStage } from '../test/stage.ts'
import { sealOf } from './sealed-path.ts'

const KEY = randomBytes(32).toString('base64url')
const RULES: PlaybackGuard = {
  signed: true,
  encrypted: true,
  sites: [],
  networks: [],
  mostViewers: null,
  key: KEY,
  ended: [],
}
const PLAYLIST = '/streams/news/index.m3u8'
const RUNS = [{ runId: FIRST, ended: false }]

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
  stage.write(FIRST, 3)
  stage.air(RUNS, true, { playback: RULES, dvrWindowSeconds: 600 })
  const own = await sign()
  await expect
    .poll(async () => segmentsOf(await text(`${PLAYLIST}?token=${own}`)).length, { timeout: 8000 })
    .toBe(3)
})
afterEach(() => stage.close())

test('what a player deciphers by its playlist is the segment, live and of the past', async () => {
  const token = await sign()
  const plain = readFileSync(join(stage.media, CHANNEL, 'runs', FIRST, '00000000.ts'))
  for (const query of ['', '&start=2026-01-01T00:00:00Z']) {
    const playlist = await text(`${PLAYLIST}?token=${token}${query}`)
    const sent = await bytes(addressesOf(playlist)[0])
    expect(sent.length).toBe(Math.floor(plain.length / 16) * 16 + 16)
    expect(sent.includes(plain.subarray(0, 64))).toBe(false)
    expect(decipher(sent, await keyOf(playlist), sequenceOf(playlist))).toEqual(plain)
  }
})

test('the length that is said, and a range, are those of what is sent', async () => {
  const [address] = addressesOf(await text(`${PLAYLIST}?token=${await sign()}`))
  const whole = await bytes(address)
  const head = await stage.get(address ?? '', { method: 'HEAD' })
  expect(head.headers.get('content-length')).toBe(String(whole.length))
  const part = await stage.get(address ?? '', { headers: { range: 'bytes=16-31' } })
  expect(part.status).toBe(206)
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(16, 32))
})

test('a key is for who may watch now, in no cache, and none is made for a time to come', async () => {
  const playlist = await text(`${PLAYLIST}?token=${await sign()}`)
  const key = keyAddress(playlist)
  const answer = await stage.get(key)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const [path = ''] = key.split('?')
  const wrong = await sign(randomBytes(32).toString('base64url'))
  for (const query of ['', '?token=', `?token=${wrong}`]) {
    expect([query, (await stage.get(path + query)).status]).toEqual([query, 403])
  }
  const token = key.split('?')[1]
  const inTwoHours = String(Math.floor((Date.now() + 7_200_000) / 600_000))
  for (const number of [inTwoHours, '9999999999', '-1', 'x']) {
    const other = path.replace(/\d+\.key$/, `${number}.key`)
    expect([number, (await stage.get(`${other}?${token}`)).status]).toEqual([number, 404])
  }
})

test('segments have one address and one text for all viewers, and the token is in no address of theirs', async () => {
  const [ada, bob] = [await sign(), await sign(KEY, 90)]
  const [one, other] = [
    await text(`${PLAYLIST}?token=${ada}`),
    await text(`${PLAYLIST}?token=${bob}`),
  ]
  expect(one).not.toBe(other)
  expect(addressesOf(one)).toEqual(addressesOf(other))
  expect(addressesOf(one).join()).not.toContain(ada)
  const [address] = addressesOf(one)
  expect(await bytes(address)).toEqual(await bytes(address))
})

test('a viewer that was ended gets no key any more, and no two channels share one', async () => {
  const token = await sign(KEY, 60, 'ada')
  const key = keyAddress(await text(`${PLAYLIST}?token=${token}`))
  const before = await bytes(key)
  const ended = { ...RULES, ended: ['ada'] }
  stage.air(RUNS, true, { playback: ended, dvrWindowSeconds: 600 })
  await expect.poll(async () => (await stage.get(key)).status).toBe(403)
  const another = { ...RULES, key: randomBytes(32).toString('base64url') }
  stage.air(RUNS, true, { playback: another, dvrWindowSeconds: 600 })
  const own = await sign(another.key)
  const address = `${key.split('?')[0]}?token=${own}`
  await expect.poll(async () => (await stage.get(address)).status).toBe(200)
  expect(await bytes(address)).not.toEqual(before)
})

test('once segments are encrypted what was listed of the past before is to be had by recordings alone', async () => {
  const plain = { ...RULES, encrypted: false }
  stage.air(RUNS, true, { playback: plain, dvrWindowSeconds: 600 })
  const recorded = randomBytes(16).toString('hex')
  const [from, to] = ['2025-12-31T00:00:00Z', '2026-01-02T00:00:00Z']
  stage.record([{ id: randomUUID(), channelId: CHANNEL, key: recorded, from, to }])
  const recording = `/streams/_/${CHANNEL}/recordings/${recorded}/index.m3u8`
  await expect.poll(async () => segmentsOf(await text(recording)).length, { timeout: 8000 }).toBe(3)
  const token = await sign()
  const listed = (query: string) => text(`${PLAYLIST}?token=${token}${query}`)
  await expect.poll(() => listed('')).not.toContain('EXT-X-KEY')
  const [live, past] = [await listed(''), await listed(`&start=${from}&end=${to}`)]
  const [ofLive = '', ofPast = ''] = [addressesOf(live)[0], addressesOf(past)[0]]
  const [line = ''] = segmentsOf(await text(recording))
  const ofRecording = new URL(line, stage.base + recording).pathname
  const statuses = () =>
    Promise.all([ofLive, ofPast, ofRecording].map(async (one) => (await stage.get(one)).status))
  expect(await statuses()).toEqual([200, 200, 200])

  stage.air(RUNS, true, { playback: RULES, dvrWindowSeconds: 600 })
  await expect.poll(() => listed('')).toContain('EXT-X-KEY')
  expect(await statuses()).toEqual([200, 404, 200])
})

test('another key is named where a slot begins ten minutes later, and again behind what is left out', () => {
  const slot = (minute: number) => ({
    path: `${FIRST}/00000000.ts`,
    durationSeconds: 2,
    discontinuity: false,
    programDateTime: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  })
  const listed = {
    channelId: CHANNEL as never,
    mediaSequence: 7,
    discontinuitySequence: 0,
    targetDurationSeconds: 2,
    segments: [slot(8), slot(9), slot(10), slot(11), slot(20)],
  }
  const seal = sealOf(KEY, Date.now(), 'encrypted')
  const written = renderPlaylist(listed, null, {
    seal,
    below: '',
    isClosed: false,
    canSkipSeconds: 12,
    skipped: 3,
    cues: 'off',
  })
  const lines = written.split('\n')
  expect(lines.filter((line) => line.startsWith('#EXT-X-KEY'))).toHaveLength(3)
  expect(lines.findIndex((line) => line.startsWith('#EXT-X-KEY'))).toBe(
    lines.indexOf('#EXT-X-SKIP:SKIPPED-SEGMENTS=3') + 1,
  )
})

function decipher(sent: Buffer, key: Buffer, mediaSequence: number): Buffer {
  const iv = Buffer.alloc(16)
  iv.writeBigUInt64BE(BigInt(mediaSequence), 8)
  const opened = createDecipheriv('aes-128-cbc', key, iv)
  return Buffer.concat([opened.update(sent), opened.final()])
}

function sequenceOf(playlist: string): number {
  return Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1])
}

function keyAddress(playlist: string): string {
  const [, uri = ''] = /#EXT-X-KEY:METHOD=AES-128,URI="([^"]+)"/.exec(playlist) ?? []
  const { pathname, search } = new URL(uri, stage.base + PLAYLIST)
  return pathname + search
}

async function keyOf(playlist: string): Promise<Buffer> {
  return bytes(keyAddress(playlist))
}

function addressesOf(playlist: string): string[] {
  return segmentsOf(playlist).map((line) => new URL(line, stage.base + PLAYLIST).pathname)
}

async function text(path: string): Promise<string> {
  return (await stage.get(path)).text()
}

async function bytes(path = ''): Promise<Buffer> {
  const answer = await stage.get(path)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

function sign(key = KEY, seconds = 60, viewer?: string): Promise<string> {
  const token = new SignJWT(viewer === undefined ? {} : { sub: viewer })
  return token
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(CHANNEL)
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(new TextEncoder().encode(key))
}
