import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from '../stack/child.ts'
import { segmentPath, startNginxHost } from '../stack/nginx-host.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { type Figure, type Measurement, percentile } from './figure.ts'
import { startBareNginx } from './yardstick/start-bare-nginx.ts'

const ROUNDS = 4
const SECONDS = 5
const CLIENTS = 32
const PLAYLISTS_A_SECOND = 5000
const PLAYLIST_CLIENTS = 50
/**
 * One client comes after the other: h2load has those of one moment ask together for ever after, fifty at
 * once every 10 ms, as no viewers do. 11 ms are no multiple of a client's 10.
 */
const CLIENT_EVERY_MS = 11

/** Of a rendition of 5 Mb/s and of one of 0.4 Mb/s, or of audio: what a request costs counts for more there. */
const SIZES = [
  { what: '1.25 MB', bytes: 1_250_000, bar: { atLeast: 0.95 } },
  { what: '100 kB', bytes: 100_000 },
]

/** What the rendered nginx of a media host costs its viewers beside one that does the least. */
export const delivery: Measurement = {
  name: 'delivery',
  about: `segments beside a bare nginx, ${ROUNDS} x ${SECONDS} s, and ${PLAYLISTS_A_SECOND} playlists a second, over TLS by h2load (HTTP/2) and by wrk (HTTP/1.1)`,
  async measure() {
    const segments: Figure[] = []
    for (const size of SIZES) segments.push(...(await measureSegments(size)))
    return [...segments, ...(await measurePlaylists())]
  },
}

async function measureSegments({ what, bytes, bar }: (typeof SIZES)[number]): Promise<Figure[]> {
  const host = await startNginxHost({ segmentBytes: bytes })
  const bare = await startBareNginx(host.runFolder, join(host.tlsDir, 'bundle.pem'))
  const segments = {
    ours: `https://tv.example:${host.httpsPort}${segmentPath(1)}`,
    bare: `https://tv.example:${bare.httpsPort}/00000001.ts`,
  }
  try {
    return [
      ...(await besideBare(`h2load, ${what}`, byH2load, segments, bar)),
      ...(await besideBare(`wrk, ${what}`, byWrk, segments, bar)),
    ]
  } finally {
    await Promise.all([bare.stop(), host.close()])
  }
}

async function measurePlaylists(): Promise<Figure[]> {
  const folder = tempFolder('delivery')
  const host = await startNginxHost({ amend: oneAddressForAll })
  try {
    const log = join(folder.path, 'playlists.tsv')
    await load(`https://tv.example:${host.httpsPort}/streams/news/index.m3u8`, [
      ...['-c', `${PLAYLIST_CLIENTS}`, '--rps', `${PLAYLISTS_A_SECOND / PLAYLIST_CLIENTS}`],
      ...['-r', '1', '--rate-period', `${CLIENT_EVERY_MS}ms`],
      ...['-n', `${PLAYLISTS_A_SECOND * SECONDS * 2}`, '--log-file', log],
    ])
    const { tookMs, failed, aSecond } = readLog(log)
    return [
      {
        what: 'playlists a second',
        value: aSecond,
        unit: '/s',
        bar: { atLeast: PLAYLISTS_A_SECOND * 0.98 },
      },
      { what: 'playlists, p99', value: percentile(tookMs, 0.99), unit: 'ms', bar: { atMost: 5 } },
      { what: 'playlists that were not given', value: failed, unit: '', bar: { atMost: 0 } },
    ]
  } finally {
    await host.close()
    folder.remove()
  }
}

/** One address stands for thousands of viewers here, and is not to be slowed down as one. */
function oneAddressForAll(folder: string): void {
  const file = join(folder, 'http.conf')
  const limited = readFileSync(file, 'utf8')
  const open = limited.replace('rate=500r/s', 'rate=1000000r/s')
  if (open === limited) throw new Error('The limit of playlists is not where it was.')
  writeFileSync(file, open)
}

type Urls = { ours: string; bare: string }

/** Segments a second, ours and of the bare nginx by turns. */
async function besideBare(
  by: string,
  requestsASecond: (url: string) => Promise<number>,
  urls: Urls,
  bar: Figure['bar'],
): Promise<Figure[]> {
  const rates = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.ours.push(await requestsASecond(urls.ours))
    rates.bare.push(await requestsASecond(urls.bare))
  }
  const [ours, bare] = [percentile(rates.ours, 0.5), percentile(rates.bare, 0.5)]
  return [
    {
      what: `${by}: segments through nginx`,
      value: ours,
      unit: '/s',
      note: `bare ${bare.toFixed(0)} /s, ${((1 / ours - 1 / bare) * 1e6).toFixed(0)} µs more each`,
    },
    { what: `${by}: segments, of a bare nginx`, value: ours / bare, unit: 'x', bar },
  ]
}

async function byH2load(url: string): Promise<number> {
  const said = await load(url, ['-c', `${CLIENTS}`, '-D', `${SECONDS}`, '--warm-up-time', '1'])
  const { rate, failed } =
    /finished in [^,]+, (?<rate>[\d.]+) req\/s[\s\S]*?(?<failed>\d+) failed/.exec(said)?.groups ??
    {}
  if (rate === undefined || failed !== '0') throw new Error(said)
  return Number(rate)
}

/** wrk knows of no name that leads elsewhere: it asks an address for the name. */
async function byWrk(url: string): Promise<number> {
  const { host, hostname } = new URL(url)
  const here = url.replace(host, host.replace(hostname, '127.0.0.1'))
  const how = ['-t', '1', '-c', `${CLIENTS}`, '-d', `${SECONDS}s`, '-H', `Host: ${hostname}`]
  const said = await runChild('wrk', [...how, here])
  const rate = /Requests\/sec:\s*(?<rate>[\d.]+)/.exec(said)?.groups?.rate
  if (rate === undefined || /Non-2xx|Socket errors/.test(said)) throw new Error(said)
  return Number(rate)
}

/** By the name that the certificate has, on this machine. */
function load(url: string, how: string[]): Promise<string> {
  const to = `--connect-to=127.0.0.1:${new URL(url).port}`
  return runChild('h2load', ['-t', '1', to, ...how, url])
}

/**
 * Lines of h2load: when it was asked in microseconds, the status, and how long it took in microseconds.
 * Times are of while all clients asked, failures of the whole.
 */
function readLog(file: string): { tookMs: number[]; failed: number; aSecond: number } {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t').map(Number))
  const at = rows.map(([asked = 0]) => asked)
  const joining = (PLAYLIST_CLIENTS + 1) * CLIENT_EVERY_MS * 1000
  const from = at.reduce((a, b) => Math.min(a, b)) + joining
  const until = at.reduce((a, b) => Math.max(a, b)) - joining
  const within = rows.filter(([asked = 0]) => asked >= from && asked < until)
  return {
    tookMs: within.map(([, , took = 0]) => took / 1000),
    failed: rows.filter(([, status]) => status !== 200).length,
    aSecond: within.length / ((until - from) / 1e6),
  }
}
