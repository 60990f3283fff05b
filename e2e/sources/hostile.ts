import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Server } from 'node:net'
import { join } from 'node:path'
import { listenInside } from '../stack/inside-server.ts'
import { listenLocally } from '../stack/local-server.ts'
import { type Answer, answerFile, answerText } from './answers.ts'
import { aviWithSubtitles } from './hostile-avi.ts'
import { transportStreamOfSize } from './hostile-picture.ts'

/** Files of this machine that no source may lead to: a stream that plays, a text, and a key. */
export type Bait = { folder: string; stream: string; text: string; key: string }

export type HostileSource = { name: string; url: string }

/** Makes the bait below `folder`, readable by all: who is kept from it is kept by rules, not by rights. */
export async function layBait(folder: string, clip: string): Promise<Bait> {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const [stream, text, key] = ['bait.ts', 'bait.txt', 'bait.key'].map((name) => join(folder, name))
  if (!stream || !text || !key) throw new Error('unreachable')
  writeFileSync(stream, readFileSync(clip), { mode: 0o644 })
  writeFileSync(text, 'Zq7bait '.repeat(64), { mode: 0o644 })
  writeFileSync(key, 'sixteen bytes ok', { mode: 0o644 })
  return { folder, stream, text, key }
}

const MEDIA = ['#EXT-X-TARGETDURATION:2', '#EXT-X-MEDIA-SEQUENCE:1']

const playlist = (...lines: string[]) => longPlaylist(lines)

const longPlaylist = (lines: readonly string[]) =>
  answerText(['#EXTM3U', ...lines, ''].join('\n'), 'application/vnd.apple.mpegurl')

/** A whole playlist as a text, for what is called something else. */
const longList = (...uris: string[]) =>
  ['#EXTM3U', ...MEDIA, ...uris.flatMap((uri) => ['#EXTINF:2,', uri]), ''].join('\n')

/** More is to come: what is live is asked again. */
const segments = (...uris: string[]) =>
  playlist(...MEDIA, ...uris.flatMap((uri) => ['#EXTINF:2,', uri]))

/** The newest segments, which are looked at before anything is started, are as they should be. */
const hidden = (...uris: string[]) => segments(...uris, 'clip.ts', 'clip.ts')

const redirect = (location: string): Answer => {
  return (response) => void response.writeHead(302, { location }).end()
}

/** What leads to files of the host. */
function towardsFiles({ stream, text, key }: Bait, clip: Buffer): Record<string, Answer> {
  return {
    'file-segment.m3u8': hidden(`file://${stream}`, `file:${stream}`, stream),
    'only-files.m3u8': segments(`file://${stream}`, `file://${stream}`),
    'concat-segment.m3u8': hidden(`concat:${stream}|${text}`, `subfile,,start,0,end,0,,:${stream}`),
    'cache-segment.m3u8': hidden(`async:cache:file:${stream}`, `crypto:file:${stream}`),
    'file-key.m3u8': playlist(
      ...MEDIA,
      `#EXT-X-KEY:METHOD=AES-128,URI="file://${key}"`,
      '#EXTINF:2,',
      'clip.ts',
    ),
    'file-map.m3u8': playlist(
      ...MEDIA,
      `#EXT-X-MAP:URI="file://${stream}"`,
      '#EXTINF:2,',
      'clip.ts',
    ),
    'file-variant.m3u8': playlist('#EXT-X-STREAM-INF:BANDWIDTH=900000', `file://${stream}`),
    'nested.m3u8': segments('inner-list.ts', 'inner-list.ts'),
    'inner-list.ts': segments(`file://${stream}`),
    'text-as-picture.m3u8': segments('head.txt', `file://${text}`),
    'head.txt': answerFile(Buffer.from('XBIN\x1a\x20\x00\x0f\x00\x10\x00', 'latin1')),
    'list.ffconcat': answerText(`ffconcat version 1.0\nfile 'file:${stream}'\n`, 'text/plain'),
    'session.sdp': answerText(SESSION, 'application/sdp'),
    'manifest.mpd': answerText(manifest(`file://${stream}`), 'application/dash+xml'),
    'to-file': redirect(`file://${stream}`),
    'subtitles.avi': answerFile(aviWithSubtitles(longList(`file://${stream}`))),
    'named.mp4': answerText(
      longList(`file://${stream}`, `concat:file:${text}|file:${stream}`),
      'video/mp4',
    ),
    'named.avi': answerText(
      longList(`subfile,,start,0,end,64,,:${stream}`, stream),
      'video/x-msvideo',
    ),
    'script.avi': answerFile(aviWithSubtitles(`ffconcat version 1.0\nfile 'file:${stream}'\n`)),
    'clip.ts': answerFile(clip),
  }
}

/** What would have the host listen, or speak to what is inside. */
function towardsPorts(inside: string): Record<string, Answer> {
  const at = inside.replace('http://', '')
  return {
    'listeners.m3u8': hidden(
      'tcp://0.0.0.0:9000?listen&x=.ts',
      'srt://0.0.0.0:9001?mode=listener&x=.ts',
      'udp://@239.7.7.7:9002?x=.ts',
      'http://0.0.0.0:9003/x.ts?listen=1',
    ),
    'inner-segment.m3u8': hidden(`${inside}/a.ts`),
    'inner-key.m3u8': playlist(
      ...MEDIA,
      `#EXT-X-KEY:METHOD=AES-128,URI="${inside}/key"`,
      '#EXTINF:2,',
      'clip.ts',
    ),
    'inner-subtitles.avi': answerFile(aviWithSubtitles(longList(`${inside}/a.ts`))),
    'told-inside.m3u8': hidden(`concat:${inside}/${'a'.repeat(8)}.ts|file:/etc/hostname`),
    'inner-variant.m3u8': playlist('#EXT-X-STREAM-INF:BANDWIDTH=900000', `${inside}/one.m3u8`),
    'inner-proxy.m3u8': hidden(`httpproxy://${at}/x:1`, `tcp://${at}?x=.ts`, `gopher://${at}/x.ts`),
    'to-inside': redirect(`${inside}/live.ts`),
    'to-metadata': redirect('http://169.254.169.254/latest/meta-data/'),
  }
}

/** What is to take time, memory or processor of the host. */
function greedy(): Record<string, Answer> {
  const variants = Array.from(
    { length: 300_000 },
    (_, at) => `#EXT-X-STREAM-INF:BANDWIDTH=${at + 1}\nv${at}.m3u8`,
  )
  const many = Array.from({ length: 200_000 }, (_, at) => `#EXTINF:2,\nclip.ts?${at}`)
  return {
    loop: redirect('loop'),
    'variants.m3u8': longPlaylist(variants),
    'nested-variants.m3u8': playlist('#EXT-X-STREAM-INF:BANDWIDTH=900000', 'variants.m3u8'),
    'later-variants.m3u8': after(
      GOOD_LOOKS,
      segments('clip.ts', 'clip.ts'),
      longPlaylist(variants),
    ),
    'large-inner.m3u8': playlist('#EXT-X-STREAM-INF:BANDWIDTH=900000', 'many-segments.m3u8'),
    'many-segments.m3u8': longPlaylist([...MEDIA, ...many]),
    garbage: pour(Buffer.alloc(65_536, 0xa5)),
    'sync-bytes': pour(Buffer.alloc(188 * 256, 0x47)),
    'one-byte': (response) => {
      response.writeHead(200, { 'content-type': 'video/mp2t' })
      const timer = setInterval(() => response.write('G'), 200)
      response.on('close', () => clearInterval(timer))
    },
  }
}

/** So often a playlist is as it should be: a look, a probe and the first reading of a run. */
const GOOD_LOOKS = 4

/** One answer so many times, and from then on another. */
function after(times: number, first: Answer, then: Answer): Answer {
  let asked = 0
  return (response) => (asked++ < times ? first : then)(response)
}

/** As fast as it is taken. */
function pour(block: Buffer): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    const more = () => {
      while (!response.destroyed && response.write(block));
    }
    response.on('drain', more)
    more()
  }
}

/** A description of streams that would be received on ports of the reader. */
const SESSION = [
  ...['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0'],
  ...['m=video 9010 RTP/AVP 96', 'a=rtpmap:96 H264/90000', ''],
].join('\r\n')

function manifest(base: string): string {
  return [
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" profiles="x"',
    ' mediaPresentationDuration="PT10S"><Period><AdaptationSet mimeType="video/mp4">',
    `<Representation id="1" bandwidth="100000"><BaseURL>${base}</BaseURL></Representation>`,
    '</AdaptationSet></Period></MPD>',
  ].join('')
}

/** Sends who asks for its stream to a control address inside. */
function hostileRtsp(inside: string): Server {
  const session = SESSION.replace('9010', '0').replace(
    'a=rtpmap',
    `a=control:${inside.replace('http', 'rtsp')}/one\r\na=rtpmap`,
  )
  return createTcpServer((socket) => {
    socket.on('data', (data) => {
      const sequence = /CSeq: (\d+)/i.exec(data.toString('latin1'))?.[1] ?? '1'
      const isDescribe = data.toString('latin1').startsWith('DESCRIBE')
      const head = `RTSP/1.0 200 OK\r\nCSeq: ${sequence}\r\nPublic: DESCRIBE, SETUP, PLAY\r\n`
      const body = `Content-Type: application/sdp\r\nContent-Length: ${session.length}\r\n\r\n${session}`
      socket.write(isDescribe ? head + body : `${head}\r\n`)
    })
  })
}

/** Every hostile source, and a count of who came to what is inside (127.0.0.2) because of them. */
export async function startHostileSources(bait: Bait, clip: string) {
  const reached: string[] = []
  const inner = await listenInside((from) => reached.push(from))
  const answers = {
    ...towardsFiles(bait, readFileSync(clip)),
    ...towardsPorts(inner.url),
    ...greedy(),
    '8k.ts': answerFile(await transportStreamOfSize(7680, 4320)),
    'largest.ts': answerFile(await transportStreamOfSize(16_384, 16_384)),
  }
  const server = createServer((request, response) => answer(request.url ?? '/', response))
  const answer = (url: string, response: ServerResponse) => {
    const path = new URL(url, 'http://source').pathname.slice(1)
    const how = Object.hasOwn(answers, path) ? answers[path as keyof typeof answers] : undefined
    if (how) how(response)
    else response.writeHead(404).end()
  }
  const [http, rtsp] = await Promise.all([
    listenLocally(server),
    listenLocally(hostileRtsp(inner.url)),
  ])
  const parts = new Set(['clip.ts', 'inner-list.ts', 'head.txt', 'many-segments.m3u8'])
  const sources: HostileSource[] = [
    ...Object.keys(answers)
      .filter((path) => !parts.has(path))
      .map((path) => ({ name: path, url: `http://127.0.0.1:${http.port}/${path}` })),
    { name: 'rtsp control', url: `rtsp://127.0.0.1:${rtsp.port}/live` },
  ]
  return {
    sources,
    reached,
    close: () => Promise.all([http.close(), rtsp.close(), inner.close()]),
  }
}
