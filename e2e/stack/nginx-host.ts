import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import type { AirObservation } from '@cashbacktv/contract'
import { startNginx } from '../../infra/nginx/test/start-nginx.ts'
import { type Child, startChild } from './child.ts'
import { freePort, freeUdpPort } from './free-port.ts'
import { mediaParent } from './media-parent.ts'
import { tempFolder } from './temp-folder.ts'
import { waitFor } from './wait-for.ts'

const root = join(import.meta.dirname, '../..')
export const CHANNEL = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f001'
const RUN = 'maaaaaa1-0123456789abcdef'
export const SEGMENT_BYTES = 100_000

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }
/** Who asks: the address on the loopback network that it asks from, and what it says of itself. */
export type Ask = { from?: string; headers?: Record<string, string>; method?: string }

/** An origin as a process of its own, and before it a real nginx as it is rendered for a media host. */
export type NginxHost = {
  httpsPort: number
  tlsDir: string
  /** Folder of the run with the segments. */
  runFolder: string
  /** UDP port where the origin hears nginx. */
  logPort: number
  get(path: string, ask?: Ask): Promise<Answer>
  playlist(ask?: Ask): Promise<Answer>
  /** One of the three that are listed, from nginx. */
  segment(index: number, ask?: Ask): Promise<Answer>
  observed(check: (air: AirObservation) => boolean): Promise<AirObservation>
  metrics(): Promise<string>
  stopOrigin(): Promise<void>
  startOrigin(): Promise<void>
  close(): Promise<void>
}

/** `amend` may change the rendered configuration of nginx; segments have `segmentBytes` each. */
export async function startNginxHost({
  amend,
  segmentBytes = SEGMENT_BYTES,
}: {
  amend?: (folder: string) => void
  segmentBytes?: number
} = {}): Promise<NginxHost> {
  const folder = tempFolder('nginx-host', mediaParent())
  const [originPort, metricsPort] = [await freePort(), await freePort()]
  const logPort = await freeUdpPort()
  const media = join(folder.path, 'media')
  // nginx's workers are somebody else.
  chmodSync(folder.path, 0o755)
  writeChannel(join(media, CHANNEL), segmentBytes)
  const start = () => startOrigin({ media, originPort, metricsPort, logPort })
  let origin = await start()
  const variables = {
    MEDIA_DIR: media,
    ORIGIN_PORT: String(originPort),
    NGINX_LOG_PORT: String(logPort),
  }
  const nginx = await startNginx('media-host', variables, amend)
  const get = (path: string, ask: Ask = {}) => askFor(nginx.httpsPort, path, ask)
  return {
    logPort,
    get,
    httpsPort: nginx.httpsPort,
    tlsDir: nginx.tlsDir,
    runFolder: join(media, CHANNEL, 'runs', RUN),
    playlist: (ask) => get('/streams/news/index.m3u8', ask),
    segment: (index, ask) => get(segmentPath(index), ask),
    observed: (check) => observe(join(media, 'origin-status.json'), check),
    metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    stopOrigin: () => origin.stop(),
    async startOrigin() {
      origin = await start()
    },
    async close() {
      await Promise.all([nginx.stop(), origin.stop()])
      folder.remove()
    },
  }
}

/** What nginx has just sent takes a moment to be told of, over UDP. */
const ON_THE_WAY_MS = 200

/** Waits for a status that knows of all that has been served by now, and of which that is so. */
function observe(file: string, check: (air: AirObservation) => boolean): Promise<AirObservation> {
  const since = Date.now() + ON_THE_WAY_MS
  return waitFor('the origin to say so of the channel', () => {
    const status = JSON.parse(readFileSync(file, 'utf8'))
    const air: AirObservation = status.channels[CHANNEL]
    if (Date.parse(status.at) < since || !check(air)) throw new Error(JSON.stringify(status))
    return air
  })
}

export function segmentPath(index: number): string {
  return `/streams/_/${CHANNEL}/${RUN}/0000000${index}.ts`
}

type OriginPorts = { media: string; originPort: number; metricsPort: number; logPort: number }

async function startOrigin({ media, originPort, metricsPort, logPort }: OriginPorts) {
  const env = {
    ...process.env,
    MEDIA_DIR: media,
    LOG_LEVEL: 'warn',
    ORIGIN_PORT: String(originPort),
    ORIGIN_METRICS_PORT: String(metricsPort),
    NGINX_LOG_PORT: String(logPort),
  }
  const main = join(root, 'agent/src/origin/main.ts')
  const child: Child = startChild(process.execPath, ['--import', 'tsx', main], { env })
  const url = `http://127.0.0.1:${originPort}/streams/news/index.m3u8`
  await waitFor('the origin to publish', async () => {
    if (child.process.exitCode !== null) throw new Error(child.output())
    return (await fetch(url, { method: 'HEAD' })).status === 200
  })
  return child
}

/** A channel on air whose one run has three complete segments and will have no more. */
function writeChannel(folder: string, segmentBytes: number): void {
  const run = join(folder, 'runs', RUN)
  mkdirSync(run, { recursive: true })
  let playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n'
  for (let index = 0; index < 3; index += 1) {
    const file = `0000000${index}.ts`
    writeFileSync(join(run, file), Buffer.alloc(segmentBytes, index))
    const date = new Date(Date.UTC(2026, 0, 1) + index * 2000).toISOString()
    playlist += `#EXTINF:2.000000,\n#EXT-X-PROGRAM-DATE-TIME:${date}\n${file}\n`
  }
  writeFileSync(join(run, 'index.m3u8'), playlist)
  const air = {
    channelId: CHANNEL,
    slug: 'news',
    name: 'News',
    onAir: true,
    runs: [{ runId: RUN, ended: false }],
    reserveSegments: 0,
    dvrWindowSeconds: 0,
    hls: { segmentSeconds: 2, windowSegments: 6 },
    slate: { enabled: false, picture: null, language: 'en' },
  }
  writeFileSync(join(folder, 'air.json.tmp'), JSON.stringify(air))
  renameSync(join(folder, 'air.json.tmp'), join(folder, 'air.json'))
}

function askFor(port: number, path: string, { from, headers = {}, method }: Ask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const server = { host: '127.0.0.1', port, rejectUnauthorized: false, agent: false as const }
    const options = { ...server, path, headers: { host: 'tv.example', ...headers }, method }
    request({ ...options, localAddress: from ?? '127.0.0.9' }, (res) => {
      const parts: Buffer[] = []
      res.on('data', (part: Buffer) => parts.push(part))
      res.on('error', reject)
      res.on('end', () => {
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(parts) })
      })
    })
      .on('error', reject)
      .end()
  })
}
