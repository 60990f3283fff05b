import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaybackGuard } from '@cashbacktv/contract'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { HOUR_MS } from '../domain/dvr/dvr-slot.ts'
import { iFrameOfSegment, iFrameSegment } from '../domain/i-frames/test/make-pictures.ts'
import { CHANNEL, FIRST, runFolder, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const KEY = randomBytes(32).toString('base64url')
const RULES: PlaybackGuard = {
  signed: true,
  encrypted: false,
  sites: [],
  networks: [],
  mostViewers: null,
  key: KEY,
  ended: [],
}
const RUNS = [{ runId: FIRST, ended: false }]
const PICTURE_BYTES = 5000
const { offset, length } = iFrameOfSegment(PICTURE_BYTES)

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

test('pictures to seek by are for who may watch, under the addresses of their segments', async () => {
  await onAir(RULES)
  const token = await sign()
  for (const query of ['', '&window=7200']) {
    const answers = ['i-frames', 'multi-variant'].map((name) => get(`${name}.m3u8?${query}`))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([403, 403])
    const own = `?token=${token}${query}`
    const index = await text(`multi-variant.m3u8${own}`)
    const [, leadsTo = ''] = /I-FRAME-STREAM-INF.*URI="([^"]+)"/.exec(index) ?? []
    const listed = await text(leadsTo)
    expect(listed).toContain(`#EXT-X-BYTERANGE:${length}@${offset}`)
    expect(listed).not.toContain(token)
    const [first = ''] = segmentsOf(listed)
    expect(first).toContain('/sealed/')
    expect(segmentsOf(await text(`index.m3u8${own}`))).toContain(first)
    const headers = { range: `bytes=${offset}-${offset + length - 1}` }
    const part = await stage.get(`/streams/news/${first}`, { headers })
    expect(part.status).toBe(206)
    const segment = iFrameSegment(PICTURE_BYTES)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(segment.subarray(offset, offset + length))
  }
})

test('of segments that are encrypted as a whole there are none, and nobody is led to any', async () => {
  await onAir({ ...RULES, encrypted: true })
  const token = await sign()
  for (const query of ['', '&window=7200']) {
    const own = `?token=${token}${query}`
    expect((await get(`i-frames.m3u8${own}`)).status).toBe(404)
    const index = await text(`multi-variant.m3u8${own}`)
    expect(index).toContain('#EXT-X-STREAM-INF')
    expect(index).not.toContain('I-FRAME')
  }
})

test('where pictures of the past are is known from the index of the hour, without any segment', async () => {
  await onAir(null)
  await expect.poll(() => text('i-frames.m3u8?window=7200')).toContain('#EXT-X-BYTERANGE')
  const before = await text('i-frames.m3u8?window=7200')
  const folder = hourFolder()
  for (const name of readdirSync(folder)) if (name.endsWith('.ts')) rmSync(join(folder, name))
  stage.restart()
  await expect.poll(() => text('i-frames.m3u8?window=7200')).toBe(before)
})

test('an index of an earlier release is read as it is: there is no picture to seek by, and all else', async () => {
  await onAir(null)
  await expect.poll(async () => segmentsOf(await text('index.m3u8?window=7200')).length).toBe(3)
  const before = await text('index.m3u8?window=7200')
  stage.air(RUNS, false, { dvrWindowSeconds: 7200 })
  stage.restart()
  const file = join(hourFolder(), 'index.jsonl')
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const earlier = lines.map((line) => {
    const { iFrame: _, ...slot } = JSON.parse(line)
    return JSON.stringify(slot)
  })
  writeFileSync(file, earlier.map((line) => `\n${line}`).join(''))
  await expect.poll(() => text('index.m3u8?window=7200')).toBe(before)
  expect((await get('i-frames.m3u8?window=7200')).status).toBe(404)
  expect(await text('multi-variant.m3u8?window=7200')).not.toContain('I-FRAME')
})

test('a recording has them too, by its key', async () => {
  const key = randomBytes(16).toString('hex')
  const from = new Date(Date.now() - 7_200_000).toISOString()
  stage.record([{ id: randomUUID(), channelId: CHANNEL, key, from, to: null }])
  await onAir(null)
  const folder = `/streams/_/${CHANNEL}/recordings/${key}`
  const read = async (name: string) => (await stage.get(`${folder}/${name}.m3u8`)).text()
  await expect.poll(() => read('i-frames')).toContain(`#EXT-X-BYTERANGE:${length}@${offset}`)
  expect(await read('multi-variant')).toMatch(/I-FRAME-STREAM-INF.*RESOLUTION=1920x1080/)
  expect(segmentsOf(await read('i-frames'))).toEqual(segmentsOf(await read('index')))
})

/** A channel that keeps what it shows, with three slots, by such rules. */
async function onAir(playback: PlaybackGuard | null): Promise<void> {
  stage.air(RUNS, true, { playback, dvrWindowSeconds: 7200 })
  stage.write(FIRST, 3)
  const folder = runFolder(stage.media, FIRST)
  const list = readFileSync(join(folder, 'index.m3u8'), 'utf8')
  // Of the past, and all of one hour.
  let at = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS / 2
  const dated = list.replace(/(PROGRAM-DATE-TIME:).*/g, (_, tag) => {
    at += 2000
    return `${tag}${new Date(at).toISOString().replace('Z', '+0000')}`
  })
  writeFileSync(join(folder, 'index.m3u8'), dated)
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.ts')) writeFileSync(join(folder, name), iFrameSegment(PICTURE_BYTES))
  }
  const own = playback === null ? '' : `&token=${await sign()}`
  await expect
    .poll(async () => segmentsOf(await text(`index.m3u8?window=7200${own}`)).length, {
      timeout: 9000,
    })
    .toBe(3)
}

function hourFolder(): string {
  const archive = join(stage.media, '_dvr', CHANNEL)
  const [hour = ''] = readdirSync(archive)
  return join(archive, hour)
}

function get(name: string): Promise<Response> {
  return stage.get(`/streams/news/${name}`)
}

async function text(name: string): Promise<string> {
  return (await get(name)).text()
}

function sign(): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(CHANNEL)
    .setExpirationTime(Math.floor(Date.now() / 1000) + 60)
    .sign(new TextEncoder().encode(KEY))
}
