import { createSocket } from 'node:dgram'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeSource } from './probe.ts'
import {
  AUDIO_PID,
  file,
  live,
  makeEncryptedMp4,
  makeStream,
  PICTURE_PID,
  rewritten,
  scrambled,
  serveOdd,
  text,
} from './test/odd-sources.ts'

const allowCidrs = ['127.0.0.0/8']
const PAGE = '<!DOCTYPE html><html><body><form action="/login">Sign in</form></body></html>'
const SECONDS = 8
let server: Awaited<ReturnType<typeof serveOdd>>

beforeAll(async () => {
  const [cenc, stream, longGroups, refreshed, hevc] = await Promise.all([
    makeEncryptedMp4(),
    makeStream(SECONDS),
    makeStream(SECONDS, ['-g', '500', '-keyint_min', '500', '-sc_threshold', '0']),
    makeStream(SECONDS, ['-tune', 'zerolatency', '-x264-params', 'intra-refresh=1:keyint=25']),
    makeStream(SECONDS, [
      '-c:v',
      'libx265',
      '-x265-params',
      'log-level=none:keyint=50',
      '-c:a',
      'mp2',
    ]),
  ])
  const isMedia = (pid: number) => pid === PICTURE_PID || pid === AUDIO_PID
  const only = (keep: (pid: number) => boolean) =>
    rewritten(stream, (pid, packet) => (keep(pid) ? packet : null))
  const hide = (what: (pid: number) => boolean) =>
    rewritten(stream, (pid, packet) => (what(pid) ? scrambled(packet) : packet))
  const key = (attributes: string) =>
    text(`#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXT-X-KEY:${attributes}\n#EXTINF:8,\nsegment.ts\n`)
  server = await serveOdd({
    'page.ts': text(PAGE),
    'page.m3u8': text(`\n<!-- moved -->\n${PAGE}`),
    'typed.ts': text(PAGE, 200, 'video/mp2t'),
    'moved.ts': (response) => void response.writeHead(302, { location: '/page.ts' }).end(),
    'circle.ts': (response) => void response.writeHead(302, { location: '/circle.ts' }).end(),
    'error.ts': text('{"error":"payment required"}', 200, 'application/json'),
    'text.ts': text('offline', 200, 'text/plain'),
    'empty.ts': text('', 200),
    'none.ts': (response) => void response.writeHead(204).end(),
    'card.ts': file(
      Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(9000, 7)]),
    ),
    'list.m3u': text(
      '#EXTM3U\n#EXTINF:-1,One\nhttp://127.0.0.1/one.ts\n#EXTINF:-1,Two\nhttp://127.0.0.1/two.ts\n',
    ),
    'live.mpd': text(
      '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic"></MPD>',
    ),
    ...Object.fromEntries(
      [401, 402, 403, 404, 410, 418, 429, 451, 458, 500, 503, 509].map((status) => [
        String(status),
        text(PAGE, status),
      ]),
    ),
    'scrambled.ts': live(hide(isMedia), SECONDS),
    'scrambled-picture.ts': live(
      hide((pid) => pid === PICTURE_PID),
      SECONDS,
    ),
    'tables.ts': live(
      only((pid) => !isMedia(pid)),
      SECONDS,
    ),
    'no-picture.ts': live(
      only((pid) => pid !== PICTURE_PID),
      SECONDS,
    ),
    'no-audio.ts': live(
      only((pid) => pid !== AUDIO_PID),
      SECONDS,
    ),
    'live.ts': live(stream, SECONDS),
    'slow.ts': live(stream, SECONDS, 0.5),
    'long.ts': live(longGroups, SECONDS),
    'refreshed.ts': live(refreshed, SECONDS),
    'hevc.ts': live(hevc, SECONDS),
    'stalled.ts': (response) => {
      response.writeHead(200, { 'content-type': 'video/mp2t' })
      response.write(stream.subarray(0, 188 * 50))
    },
    'file.ts': file(stream),
    'segment.ts': file(stream),
    'over.m3u8': text('#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXTINF:8,\nsegment.ts\n#EXT-X-ENDLIST\n'),
    'none.m3u8': text('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:4\n'),
    'variants.m3u8': text(`#EXTM3U\n${'#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n'.repeat(300_000)}`),
    'nested.m3u8': text('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nvariants.m3u8\n'),
    'in-itself.m3u8': text('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nin-itself.m3u8\n'),
    'missing.m3u8': text('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n'),
    'sample.m3u8': key('METHOD=SAMPLE-AES,URI="key",IV=0x01'),
    'counter.m3u8': key('METHOD=SAMPLE-AES-CTR,URI="key",KEYFORMAT="com.widevine"'),
    'fairplay.m3u8': key('METHOD=AES-128,URI="skd://a",KEYFORMAT="com.apple.streamingkeydelivery"'),
    'protected.m3u8': text(
      '#EXTM3U\n#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://a",KEYFORMAT="com.apple.streamingkeydelivery"\n#EXT-X-STREAM-INF:BANDWIDTH=1\nover.m3u8\n',
    ),
    'cenc.mp4': file(cenc),
    'cenc.m3u8': text(
      '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI="cenc.mp4"\n#EXTINF:4,\ncenc.m4s\n',
    ),
    'inner.m3u8': text('#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nsample.m3u8\n'),
  })
})
afterAll(() => server.close())

async function reasonOf(path: string) {
  const found = await probeSource(
    { url: `${server.url}/${path}` },
    { allowCidrs, timeoutMs: 10_000 },
  )
  return found.ok ? 'on air' : `${found.reason.class} ${found.reason.code}`
}

async function factsOf(path: string) {
  const found = await probeSource(
    { url: `${server.url}/${path}` },
    { allowCidrs, timeoutMs: 10_000 },
  )
  if (!found.ok) throw new Error(found.reason.message)
  return found
}

describe.concurrent('a probe says why a source is of no use, by what came from it', () => {
  it.each([
    ['page.ts', 'network web-page'],
    ['page.m3u8', 'network web-page'],
    ['typed.ts', 'network web-page'],
    ['moved.ts', 'network web-page'],
    ['circle.ts', 'network read-failed'],
    ['error.ts', 'network text-answer'],
    ['text.ts', 'network text-answer'],
    ['empty.ts', 'network empty-answer'],
    ['none.ts', 'network empty-answer'],
    ['card.ts', 'network still-picture'],
    ['list.m3u', 'fatal channel-list'],
    ['live.mpd', 'fatal unsupported-manifest'],
    ['401', 'network unauthorised'],
    ['402', 'network payment-required'],
    ['403', 'network forbidden'],
    ['404', 'network not-found'],
    ['410', 'network gone'],
    ['418', 'network refused-by-source'],
    ['429', 'network too-many-requests'],
    ['451', 'network blocked-by-law'],
    ['458', 'network too-many-connections'],
    ['500', 'network source-server-error'],
    ['503', 'network source-unavailable'],
    ['509', 'network bandwidth-exceeded'],
    ['scrambled.ts', 'fatal scrambled'],
    ['scrambled-picture.ts', 'fatal scrambled'],
    ['tables.ts', 'network only-tables'],
    ['no-picture.ts', 'network video-missing'],
    ['stalled.ts', 'network source-silent'],
    ['none.m3u8', 'network playlist-empty'],
    ['variants.m3u8', 'fatal playlist-too-large'],
    ['nested.m3u8', 'fatal playlist-nested'],
    ['in-itself.m3u8', 'fatal playlist-nested'],
    ['missing.m3u8', 'network segments-missing'],
    ['sample.m3u8', 'fatal encrypted'],
    ['counter.m3u8', 'fatal encrypted'],
    ['fairplay.m3u8', 'fatal encrypted'],
    ['protected.m3u8', 'fatal encrypted'],
    ['inner.m3u8', 'fatal encrypted'],
    ['cenc.mp4', 'fatal encrypted'],
    ['cenc.m3u8', 'fatal encrypted'],
  ])('%s: %s', async (path, reason) => {
    expect(await reasonOf(path)).toBe(reason)
  })

  it('nothing arrives at a UDP address', async () => {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    const { port } = socket.address()
    await new Promise<void>((resolve) => socket.close(() => resolve()))
    const found = await probeSource(
      { url: `udp://127.0.0.1:${port}` },
      { allowCidrs, timeoutMs: 4000 },
    )
    expect(found).toMatchObject({ ok: false, reason: { class: 'network', code: 'no-data' } })
  })
})

describe.concurrent('a probe says what is in a source beyond its codecs', () => {
  it('how often a player can begin, over one connection with its frame', async () => {
    const url = `${server.url}/live.ts`
    const found = await probeSource({ url }, { allowCidrs, timeoutMs: 10_000, withFrame: true })
    expect(found.ok && found.facts.video.keyframeSeconds).toBeCloseTo(1, 1)
    expect(found.ok && found.frame?.length).toBeGreaterThan(1000)
    expect(server.asked.filter((path) => path === 'live.ts')).toHaveLength(1)
  })

  it('that keyframes are far apart', async () => {
    const { facts } = await factsOf('long.ts')
    expect(facts.video.keyframeSeconds).toBeGreaterThan(2.5)
    expect(facts.video.refreshes).toBeUndefined()
  })

  it('that there are no keyframes at all', async () => {
    const { facts } = await factsOf('refreshed.ts')
    expect(facts.video.keyframeSeconds).toBeGreaterThan(2.5)
  })

  it('that it is HEVC with MP2, and how often that begins', async () => {
    const { facts } = await factsOf('hevc.ts')
    expect(facts).toMatchObject({ video: { codec: 'hevc' }, audio: { codec: 'mp2' } })
    expect(facts.video.keyframeSeconds).toBeCloseTo(2, 1)
  })

  it('that audio is announced and absent', async () => {
    const { facts } = await factsOf('no-audio.ts')
    expect(facts).toMatchObject({ audio: null, audioMissing: true, video: { width: 320 } })
  })

  it('that it comes too slowly', async () => {
    const { facts } = await factsOf('slow.ts')
    expect(facts.pace).toBeLessThan(0.7)
  })

  it.each(['file.ts', 'over.m3u8'])('that %s is a recording, and how long it is', async (path) => {
    const { facts } = await factsOf(path)
    expect(facts.durationSeconds).toBeCloseTo(SECONDS, 0)
  })
})
