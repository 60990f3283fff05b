import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretKeyOf } from '@cashbacktv/contract/seal'
import { parse, types } from 'hls-parser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../test/channel-factory.ts'
import { spliceInsert, withCues } from '../test/cue-stream.ts'
import { JOIN_TOKEN, newMemory, startControlPlane } from '../test/stand-in-control-plane.ts'
import { firstStamp, whiteDates } from '../test/white-pictures.ts'
import { PACKET_BYTES } from './domain/transport-stream/packet.ts'
import { type Origin, startOrigin } from './origin/start-origin.ts'
import { runToEnd } from './process/run-to-end.ts'
import { type Agent, startAgent } from './start-agent.ts'

const SOURCE_SECONDS = 60
/** White for two seconds each time, which are announced four seconds before. */
const BREAKS = [16.28, 28.28, 40.28]
const BREAK_SECONDS = 2

const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: silent }

let folder: string
let plane: Awaited<ReturnType<typeof startControlPlane>>
let agent: Agent
let origin: Origin
let servers: Server[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cues-'))
  const mediaDir = join(folder, 'media')
  plane = await startControlPlane(newMemory())
  agent = await startAgent({
    controlPlaneUrl: plane.url,
    stateDir: join(folder, 'state'),
    mediaDir,
    log,
    hostKeys: [secretKeyOf('a key of this host alone')],
    dvrDir: join(folder, 'dvr'),
    joinToken: JOIN_TOKEN,
    name: 'test',
    sourceAllowCidrs: ['127.0.0.0/8'],
    countsOtherPrograms: false,
    playbackBaseUrl: null,
    originUrl: null,
    streamsUrl: 'http://127.0.0.1:9',
    version: 'test',
  })
  origin = startOrigin({ mediaDir, dvrDir: join(folder, 'dvr'), log })
  servers = []
})

afterEach(async () => {
  for (const server of servers) server.close().closeAllConnections()
  await agent.stopChannels()
  await Promise.all([agent.close(), origin.close()])
  await plane.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('a live source has its breaks in the playlist of its channel, where the picture has them', async () => {
  const stream = await makeStream()
  const startedAt = performance.now()
  const port = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp2t' })
    let sent = placeAt(stream, startedAt)
    const timer = setInterval(() => {
      const next = placeAt(stream, startedAt)
      response.write(stream.subarray(sent, next))
      sent = next
    }, 40)
    response.on('close', () => clearInterval(timer))
  })
  const sources = [{ id: sourceId(1), url: `http://127.0.0.1:${port}/live.ts` }]
  const hls = { segmentSeconds: 2, windowSegments: 30 }
  const channel = makeChannel(1, { sources, hls, cues: 'daterange' })
  plane.want(makeDesired(1, [channel]))
  const viewers = await serve((req, res) => void (origin.handle(req, res) || res.end()))
  const playlist = async () => {
    const text = await (
      await fetch(`http://127.0.0.1:${viewers}/streams/${channel.slug}/index.m3u8`)
    ).text()
    return text.startsWith('#EXTM3U') ? text : ''
  }
  // It is told of before it is on air.
  const isAhead = async () => {
    const text = await playlist()
    const [last = 0] = [...text.matchAll(/DATE-TIME:(.*)/g)]
      .map(([, date = '']) => Date.parse(date))
      .slice(-1)
    return Date.parse(/START-DATE="([^"]+)"/.exec(text)?.[1] ?? '') >= last + 2000
  }
  await expect.poll(isAhead, { timeout: 45_000, interval: 200 }).toBe(true)
  await expect.poll(playlist, { timeout: 58_000, interval: 500 }).toMatch(/,DURATION=/)
  const read = parse(await playlist())
  if (!(read instanceof types.MediaPlaylist)) throw new Error('It lists no segments.')
  const range = read.segments.flatMap(({ dateRange }) => dateRange ?? [])[0]
  const white = await whiteDates(read, (uri) => {
    return join(folder, 'media', channel.id, 'runs', uri.split('/').slice(-2).join('/'))
  })
  const begin = range?.start?.getTime() ?? 0
  const [first = 0] = white.filter((date) => date > begin - BREAK_SECONDS * 1000)
  expect(Math.abs(first - begin)).toBeLessThan(40)
}, 90_000)

async function makeStream(): Promise<Buffer> {
  const file = join(folder, 'plain.ts')
  const isBreak = BREAKS.map((from) => `between(t,${from - 0.01},${from + BREAK_SECONDS - 0.03})`)
  const white = `drawbox=c=white:t=fill:enable='${isBreak.join('+')}'`
  const { code, stderr } = await runToEnd(
    'ffmpeg',
    [
      ...['-v', 'error', '-f', 'lavfi'],
      ...['-i', `color=black:s=320x180:r=25:d=${SOURCE_SECONDS},format=yuv420p,${white}`],
      ...['-f', 'lavfi', '-i', `sine=d=${SOURCE_SECONDS}`, '-c:v', 'libx264', '-g', '25'],
      ...[
        '-preset',
        'ultrafast',
        '-x264-params',
        'nal-hrd=cbr',
        '-b:v',
        '400k',
        '-minrate',
        '400k',
      ],
      ...['-maxrate', '400k', '-bufsize', '100k', '-c:a', 'aac', '-output_ts_offset', '7000', file],
    ],
    { isTool: true, timeoutMs: 60_000, maxBytes: 1e6 },
  )
  if (code !== 0) throw new Error(stderr)
  const first = await firstStamp(file)
  const cues = BREAKS.map((seconds, index) => {
    const at = Math.round(first + seconds * 90_000)
    const cue = { eventId: index, at, isOut: true, duration: BREAK_SECONDS * 90_000 }
    return { sentAt: at - 4 * 90_000, section: spliceInsert(cue) }
  })
  return withCues(readFileSync(file), cues)
}

/** How much of a stream has been sent by now. */
function placeAt({ length }: Buffer, startedAt: number): number {
  const share = (performance.now() - startedAt) / 1000 / SOURCE_SECONDS
  return Math.min(length, Math.floor((length * share) / PACKET_BYTES) * PACKET_BYTES)
}

async function serve(listener: Parameters<typeof createServer>[1]): Promise<number> {
  const server = createServer(listener as never)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
