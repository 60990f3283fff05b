import { ErrorBody } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHls } from '../sources/hls.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { startSrt } from '../sources/srt.ts'
import { startUdpTs } from '../sources/udp-ts.ts'
import type { NewChannel } from '../stack/api-client.ts'
import { frameSize } from '../stack/frames.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'

const SIZE = { width: 320, height: 180 }
const TOKEN = 'tok-Hd52secret'
const headers = [{ name: 'X-Token', value: TOKEN }]

let stack: Stack
const sources: LiveSource[] = []
beforeAll(async () => {
  stack = await shareStack()
})
afterAll(async () => {
  await stack?.stop()
  await Promise.all(sources.map((source) => source.close()))
})

const portOf = ({ url }: LiveSource) => /:(\d+)$/.exec(url)?.[1] ?? ''

async function onAir(name: string, source: NewChannel['sources'][number]) {
  const { id } = await stack.api.createChannel({
    name,
    sources: [source],
    output: { mode: 'copy' },
  })
  const { body } = await stack.api.send('POST', `/channels/${id}/reveal`)
  expect(body).toMatchObject({ sources: [source] })
  await stack.api.act(id, 'start')
  const view = await stack.api.waitForChannel(id, ({ status }) => status === 'running', 60_000)
  expect(await frameSize(view.playbackUrl), name).toEqual(SIZE)
  return view
}

test('addresses go on air as they are typed, and are kept as they were', async () => {
  const started = await Promise.all([
    startHls({ ...SIZE, headers: { 'x-token': TOKEN }, bareNames: true }),
    startSrt(SIZE),
    startUdpTs(SIZE),
    startUdpTs({ ...SIZE, rtp: true }),
  ])
  sources.push(...started)
  const [hls, srt, udp, rtp] = started
  const views = await Promise.all([
    onAir('headers', { url: hls.url, headers, userAgent: 'Box/7' }),
    onAir('streamid', { url: `${srt.url}?streamid=#!::r=live/cam1,m=request` }),
    onAir('any address', { url: `udp://@:${portOf(udp)}` }),
    onAir('rtp', { url: rtp.url }),
  ])
  for (const { id } of views) {
    for (const path of [`/channels/${id}/logs?tail=200`, '/monitoring/processes'])
      expect((await stack.api.send('GET', path)).text).not.toContain(TOKEN)
  }
  const found = await stack.api.send('POST', '/sources/probe', {
    url: hls.url,
    sourceId: views[0]?.sources[0]?.id,
  })
  expect(found.status).toBe(200)
})

test.each([
  ['rtsp://admin:p@ss#1@127.0.0.1:554/x', /%23/],
  ['srt://127.0.0.1:9000?latency=2000', /latency=2000000/],
  ['http://127.0.0.1:8001/live.ts|User-Agent=VLC', /userAgent/],
  ['udp://@239.1.2.3:5004', /SOURCE_ALLOW_CIDRS=239\.0\.0\.0\/8/],
])('%s is refused with what to write instead', async (url, words) => {
  const answer = await stack.api.send('POST', '/channels', { name: 'x', sources: [{ url }] })
  expect(answer.status).toBe(422)
  const [detail] = ErrorBody.parse(answer.body).error.details ?? []
  expect(detail).toMatchObject({ path: 'sources.0.url', message: expect.stringMatching(words) })
})
