import { createServer, type ServerResponse } from 'node:http'
import { type Child, startChild } from '../stack/child.ts'
import { type LocalServer, listenLocally } from '../stack/local-server.ts'
import { type ClipOptions, testClip } from './clip.ts'
import { type CountedSource, loopedInput, type MootSource, type Speech } from './live-source.ts'

export type HttpTsOptions = ClipOptions & {
  /** Bytes given at once to a new client, as relays do, so that it need not wait for a keyframe. */
  burstBytes?: number
  /** Refuses clients without this user and password (HTTP Basic). */
  credentials?: { user: string; password: string }
  /** One reader only: what a second one is answered, or that it ends the first one. */
  second?: number | 'ends the first'
}

/** Often enough to defeat a time-out on reads. */
const DRIP_MS = 200

/** A live MPEG-TS over HTTP: one FFmpeg, any number of clients. */
export async function startHttpTs(
  options: HttpTsOptions = {},
): Promise<MootSource & CountedSource> {
  const { burstBytes = 250_000, credentials, second, ...clipOptions } = options
  const clip = await testClip(clipOptions)
  const clients = new Set<ServerResponse>()
  const feed = startFeed(clip, burstBytes)
  const count = { opened: 0, seconds: 0 }
  let speech: Speech = 'fully'
  feed.onData((chunk) => {
    if (speech === 'fully') for (const client of clients) client.write(chunk)
  })
  const drip = setInterval(() => {
    if (speech === 'by the byte') for (const client of clients) client.write('G')
  }, DRIP_MS)
  const expected = credentials && basic(credentials)
  const server = createServer((request, response) => {
    if (expected && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="source"' }).end()
      return
    }
    count.opened++
    if (clients.size > 0) count.seconds++
    if (clients.size > 0 && typeof second === 'number') {
      response.writeHead(second).end()
      return
    }
    if (second === 'ends the first') for (const client of clients) client.destroy()
    response.writeHead(200, { 'content-type': 'video/mp2t', 'cache-control': 'no-store' })
    if (speech === 'fully') response.write(feed.burst())
    else response.flushHeaders()
    clients.add(response)
    response.on('close', () => clients.delete(response))
  })
  let local: LocalServer = await listenLocally(server)
  const { port } = local
  return {
    url: `http://${userInfo(credentials)}127.0.0.1:${port}/live.ts`,
    opened: () => count.opened,
    seconds: () => count.seconds,
    clients: () => clients.size,
    goAway: () => local.close(),
    comeBack: async () => {
      local = await listenLocally(server, port)
    },
    speak: (how) => {
      speech = how
    },
    close: async () => {
      clearInterval(drip)
      await Promise.all([local.close(), feed.child.stop()])
    },
  }
}

const basic = ({ user, password }: { user: string; password: string }) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

const userInfo = (credentials: HttpTsOptions['credentials']) =>
  credentials ? `${credentials.user}:${encodeURIComponent(credentials.password)}@` : ''

type Feed = { child: Child; burst(): Buffer; onData(listener: (chunk: Buffer) => void): void }

function startFeed(clip: string, burstBytes: number): Feed {
  const args = [...loopedInput(clip), '-c', 'copy', '-map', '0', '-f', 'mpegts']
  const child = startChild('ffmpeg', [...args, '-flush_packets', '1', 'pipe:1'], {
    pipeStdout: true,
  })
  let kept: Buffer[] = []
  let keptBytes = 0
  child.process.stdout?.on('data', (chunk: Buffer) => {
    kept.push(chunk)
    keptBytes += chunk.length
    while (kept[0] && keptBytes - kept[0].length > burstBytes) {
      keptBytes -= kept[0].length
      kept = kept.slice(1)
    }
  })
  return {
    child,
    burst: () => Buffer.concat(kept),
    onData: (listener) => void child.process.stdout?.on('data', listener),
  }
}
