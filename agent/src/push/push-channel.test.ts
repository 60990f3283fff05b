import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaybackGuard } from '@cashbacktv/contract'
import { uploadPlace } from '@cashbacktv/contract/upload-place'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startUploadServer, type UploadServer } from '../../test/upload-server.ts'
import { restreamAgent } from '../domain/restreams/restream-agent.ts'
import { CHANNEL, FIRST, SECOND, type Stage, segmentsOf, setStage } from '../origin/test/stage.ts'
import { openHttpClient } from './http-client.ts'
import { type ChannelPusher, openChannelPusher } from './push-channel.ts'
import { openOriginReader } from './read-origin.ts'
import { openUploader } from './uploader.ts'

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
let far: UploadServer
let sentSeconds = 0
beforeEach(async () => {
  far = await startUploadServer()
  sentSeconds = 0
})
afterEach(() => far.close())

function push(playlist: string, agent = restreamAgent(null)): ChannelPusher {
  const place = uploadPlace(`${far.base}/live/main.m3u8`)
  if (place === null) throw new Error('No place')
  const client = openHttpClient()
  const ports = {
    origin: openOriginReader(client, agent),
    uploader: openUploader(place, 'put', client),
    deletesOld: false,
    onTaken(seconds: number) {
      sentSeconds += seconds
    },
  }
  return openChannelPusher(ports, playlist, place.playlist)
}

const textAt = (name: string) => far.files.get(`/live/${name}`)?.toString('utf8') ?? ''
const bytesOf = (name: string) => far.files.get(`/live/${name}`)

test('of the real origin: what is encrypted for viewers arrives as it was, and a new run as a discontinuity', async () => {
  const stage: Stage = await setStage()
  try {
    stage.write(FIRST, 3)
    stage.air([{ runId: FIRST, ended: false }], true, { playback: RULES })
    const pusher = push(`${stage.base}/streams/news/index.m3u8`, restreamAgent(KEY))
    const listed = async () => {
      await pusher.look()
      return segmentsOf(textAt('main.m3u8')).length
    }
    await expect.poll(listed, { timeout: 8000 }).toBe(3)
    const plain = readFileSync(join(stage.media, CHANNEL, 'runs', FIRST, '00000000.ts'))
    for (const name of segmentsOf(textAt('main.m3u8'))) expect(bytesOf(name)).toEqual(plain)
    expect(textAt('main.m3u8')).not.toMatch(/EXT-X-KEY|sealed/)
    expect(sentSeconds).toBe(6)
    stage.write(SECOND, 2)
    const runs = [
      { runId: FIRST, ended: true },
      { runId: SECOND, ended: false },
    ]
    stage.air(runs, true, { playback: RULES })
    await expect.poll(listed, { timeout: 8000 }).toBe(5)
    const [before, after = ''] = textAt('main.m3u8').split('#EXT-X-DISCONTINUITY\n')
    expect([segmentsOf(before ?? '').length, after.match(/\.ts/g)?.length]).toEqual([3, 2])
    // Who has no proof is told nothing.
    await push(`${stage.base}/streams/news/index.m3u8`).look()
    expect(far.changed).toEqual([])
  } finally {
    await stage.close()
  }
})

/** A playlist of an origin, of segments of one second from `first` to before `end`. */
function listOf(below: string, first: number, end: number): string {
  const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:1', `#EXT-X-MEDIA-SEQUENCE:${first}`]
  for (let at = first; at < end; at++) lines.push('#EXTINF:1.0,', `_/${below}/${at}.ts`)
  return `${lines.join('\n')}\n`
}

test('of several renditions each is uploaded, and what leads to them last', async () => {
  const near = await startUploadServer()
  try {
    const put = (path: string, text: string) => near.files.set(path, Buffer.from(text))
    const variant = '#EXT-X-STREAM-INF:BANDWIDTH=1\nhd.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=1\nsd.m3u8'
    put('/index.m3u8', `#EXTM3U\n${variant}\n`)
    for (const name of ['hd', 'sd']) {
      put(`/${name}.m3u8`, listOf(name, 5, 7))
      for (const at of [5, 6]) put(`/_/${name}/${at}.ts`, `${name} ${at}`)
    }
    const pusher = push(`${near.base}/index.m3u8`)
    const later = near.files.get('/sd.m3u8') ?? Buffer.from('')
    near.files.delete('/sd.m3u8')
    await pusher.look()
    expect(textAt('main.m3u8')).toBe('')
    near.files.set('/sd.m3u8', later)
    await pusher.look()
    expect(segmentsOf(textAt('main.m3u8'))).toEqual(['main-hd.m3u8', 'main-sd.m3u8'])
    expect([far.log.at(-1), far.early]).toEqual(['PUT /live/main.m3u8', []])
    const [hd, sd] = ['hd', 'sd'].map((name) =>
      segmentsOf(textAt(`main-${name}.m3u8`)).map((one) => String(bytesOf(one))),
    )
    expect([hd, sd]).toEqual([
      ['hd 5', 'hd 6'],
      ['sd 5', 'sd 6'],
    ])
    // All last as long: it is counted once.
    expect(sentSeconds).toBe(2)
    const count = far.log.length
    await pusher.look()
    expect(far.log).toHaveLength(count)
    // One rendition alone, and several again, under the same name.
    put('/index.m3u8', listOf('hd', 5, 7))
    await pusher.look()
    expect(textAt('main.m3u8')).toContain('#EXTINF')
    put('/index.m3u8', `#EXTM3U\n${variant}\n`)
    await pusher.look()
    expect(textAt('main.m3u8')).toContain('main-sd.m3u8')
    sentSeconds = 2
    // Whichever of them is left is counted.
    put('/index.m3u8', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nsd.m3u8\n')
    put('/sd.m3u8', listOf('sd', 5, 8))
    put('/_/sd/7.ts', 'sd 7')
    await pusher.look()
    expect(sentSeconds).toBe(3)
  } finally {
    await near.close()
  }
})

test('what left the origin before it was sent is not listed, and an origin that is away is waited for', async () => {
  const near = await startUploadServer()
  const put = (path: string, text: string) => near.files.set(path, Buffer.from(text))
  put('/index.m3u8', listOf('a', 5, 9))
  for (const at of [5, 7, 8]) put(`/_/a/${at}.ts`, String(at))
  const pusher = push(`${near.base}/index.m3u8`)
  await pusher.look()
  const written = textAt('main.m3u8')
  expect(written).toContain('#EXT-X-MEDIA-SEQUENCE:7\n')
  expect(segmentsOf(written).map((name) => String(bytesOf(name)))).toEqual(['7', '8'])
  await near.close()
  await pusher.look()
  expect(textAt('main.m3u8')).toBe(written)
  const again = await startUploadServer(near.port)
  again.files.set('/index.m3u8', Buffer.from(listOf('a', 7, 10)))
  again.files.set('/_/a/9.ts', Buffer.from('9'))
  await pusher.look()
  expect(segmentsOf(textAt('main.m3u8'))).toHaveLength(3)
  await again.close()
})
