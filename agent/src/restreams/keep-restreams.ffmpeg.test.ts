import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type HostHappening, Restream, type RestreamId } from '@cashbacktv/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { channelId, makeChannel } from '../../test/channel-factory.ts'
import { createProgressSocket, type ProgressSocket } from '../ffmpeg/progress-socket.ts'
import { agentPaths, makeStateFolders } from '../files/agent-paths.ts'
import { leastEnvironment } from '../process/least-environment.ts'
import { readBootId } from '../process/process-identity.ts'
import { keepRestreams, type Restreams } from './keep-restreams.ts'
import type { RestreamPorts } from './restream-ports.ts'
import { stopRestreams } from './stop-restreams.ts'

const run = promisify(execFile)
const SECRET = 'sk-9f8e7d6c5b'
let folder: string
let origin: Server
let progress: ProgressSocket
let receivers: ChildProcess[]
let happenings: HostHappening[]
let paths: ReturnType<typeof agentPaths>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'restream-'))
  receivers = []
  happenings = []
  paths = agentPaths(join(folder, 'state'), join(folder, 'media'))
  makeStateFolders(paths)
  for (const [name, rate] of [
    ['live', 10],
    ['slate', 25],
  ] as const) {
    const input = ['-f', 'lavfi', '-i', `testsrc=size=160x90:rate=${rate}`]
    const sound = ['-f', 'lavfi', '-i', 'sine', '-t', '20']
    const how = ['-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-g', String(rate)]
    const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '0']
    const files = ['-hls_segment_filename', join(folder, `${name}-%d.ts`)]
    const list = join(folder, `${name}.m3u8`)
    await run('ffmpeg', ['-v', 'error', ...input, ...sound, ...how, ...hls, ...files, list])
  }
  origin = await liveOrigin(folder)
  progress = await createProgressSocket({ port: 0 })
})

afterEach(async () => {
  await stopRestreams(paths)
  for (const receiver of receivers) receiver.kill('SIGKILL')
  origin.closeAllConnections()
  origin.close()
  await progress.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A live playlist of one second a segment: three live, three of a slate, live again, and so on. */
function liveOrigin(from: string): Promise<Server> {
  const begin = Date.now()
  const nameOf = (at: number) => `${Math.floor(at / 3) % 2 === 0 ? 'live' : 'slate'}-${at % 18}.ts`
  const server = createServer((req, res) => {
    if (!req.url?.endsWith('.m3u8')) {
      res.end(readFileSync(join(from, req.url?.split('/').at(-1) ?? '')))
      return
    }
    const newest = 4 + Math.floor((Date.now() - begin) / 1000)
    const first = Math.max(0, newest - 6)
    const seams = Math.floor(Math.max(0, first - 1) / 3)
    const lines = ['#EXTM3U', '#EXT-X-VERSION:6', '#EXT-X-TARGETDURATION:1']
    lines.push(`#EXT-X-MEDIA-SEQUENCE:${first}`, `#EXT-X-DISCONTINUITY-SEQUENCE:${seams}`)
    for (let at = first; at < newest; at++) {
      if (at > first && at % 3 === 0) lines.push('#EXT-X-DISCONTINUITY')
      lines.push('#EXTINF:1.000,', `/${nameOf(at)}`)
    }
    res.end(`${lines.join('\n')}\n`)
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function restream(n: number, url: string): Restream {
  const id = `00000000-0000-4000-b000-${n.toString(16).padStart(12, '0')}`
  return Restream.parse({ id, name: `To ${n}`, url })
}

function keep(restreams: readonly Restream[]): { kept: Restreams; ports: RestreamPorts } {
  const groups = Array.from({ length: Math.ceil(restreams.length / 8) }, (_, at) =>
    makeChannel(at + 1, { restreams: restreams.slice(at * 8, at * 8 + 8) }),
  )
  const ports: RestreamPorts = {
    ...{ paths, progress, user: null, bootId: readBootId(), random: () => 0.5 },
    clock: { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() },
    streamsUrl: `http://127.0.0.1:${(origin.address() as AddressInfo).port}`,
    program: () => ({ file: '/usr/bin/ffmpeg', env: leastEnvironment() }),
    allowCidrs: () => ['127.0.0.0/8'],
    specs: () => groups,
    isOnAir: () => true,
    say: (happening) => happenings.push(happening),
  }
  return { kept: keepRestreams(ports), ports }
}

/** Looks as the supervisor does until it is so. */
async function until(kept: Restreams, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 60_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error(JSON.stringify(kept.observed().get(channelId(1))))
    kept.look()
    await sleep(100)
  }
}

function receive(args: readonly string[], file: string): void {
  const words = ['-v', 'error', '-nostdin', '-y', ...args, '-map', '0', '-c', 'copy']
  receivers.push(spawn('ffmpeg', [...words, '-flush_packets', '1', join(folder, file)]))
}

const portFree = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Decoding times in seconds of the pictures in a recording. */
async function times(file: string): Promise<number[]> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=dts_time']
  const { stdout } = await run('ffprobe', [...args, '-of', 'csv=p=0', join(folder, file)])
  return stdout
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter(Number.isFinite)
}

const stateOf = (kept: Restreams, n: number, at: number) =>
  kept.observed().get(channelId(n))?.at(at)?.state

const longEnough = async (kept: Restreams, files: readonly string[]) => {
  const end = Date.now() + 60_000
  for (;;) {
    kept.look()
    const all = await Promise.all(files.map((file) => times(file).catch(() => [])))
    if (all.every((found) => (found.at(-1) ?? 0) - (found[0] ?? 0) > 12)) return all
    if (Date.now() > end) throw new Error(JSON.stringify(all.map(({ length }) => length)))
    await sleep(500)
  }
}

test('RTMP, SRT and UDP get one stream over changes of clock and picture, also from the next agent', async () => {
  const [rtmp, srt, udp] = [await portFree(), await portFree(), await portFree()]
  receive(['-listen', '1', '-i', `rtmp://127.0.0.1:${rtmp}/app/${SECRET}`], 'rtmp.flv')
  receive(['-i', `srt://127.0.0.1:${srt}?mode=listener`], 'srt.ts')
  receive(['-i', `udp://127.0.0.1:${udp}`], 'udp.ts')
  const all = [
    restream(1, `rtmp://127.0.0.1:${rtmp}/app/${SECRET}`),
    restream(2, `srt://127.0.0.1:${srt}`),
    { ...restream(3, `udp://127.0.0.1:${udp}`), muxrateKbps: 1500 },
  ]
  const { kept, ports } = keep(all)
  await until(kept, () => [0, 1, 2].every((at) => stateOf(kept, 1, at) === 'sending'))
  const pids = () => readdirSync(paths.restreams).filter((name) => name.endsWith('.json'))
  const before = pids().map((name) => JSON.parse(readFileSync(join(paths.restreams, name), 'utf8')))
  // The next agent on the same folder finds them sending.
  const next = keepRestreams(ports)
  for (const found of await longEnough(next, ['rtmp.flv', 'srt.ts', 'udp.ts'])) {
    expect(found.some((at, index) => index > 0 && at < (found[index - 1] ?? 0))).toBe(false)
    const gaps = found.map((at, index) => at - (found[index - 1] ?? at))
    expect(Math.max(...gaps)).toBeLessThan(1)
  }
  const after = pids().map((name) => JSON.parse(readFileSync(join(paths.restreams, name), 'utf8')))
  expect(after.map(({ pid }) => pid)).toEqual(before.map(({ pid }) => pid))
  const written = JSON.stringify([after, next.observed().get(channelId(1)), happenings])
  expect(written).not.toContain(SECRET)
}, 120_000)

test('of twenty destinations nineteen are dead: the twentieth is sent to, and each failure is said once', async () => {
  const port = await portFree()
  const dead = await portFree()
  receive(['-i', `srt://127.0.0.1:${port}?mode=listener`], 'alive.ts')
  const all = Array.from({ length: 19 }, (_, at) =>
    restream(at + 1, `rtmp://127.0.0.1:${dead}/app/${SECRET}${at}`),
  )
  const { kept } = keep([...all, restream(20, `srt://127.0.0.1:${port}`)])
  const isSaid = () => happenings.filter(({ kind }) => kind === 'restream-failing').length >= 19
  await until(kept, () => isSaid() && stateOf(kept, 3, 3) === 'sending')
  const [found] = await longEnough(kept, ['alive.ts'])
  const gaps = found?.map((at, index) => at - (found[index - 1] ?? at)) ?? []
  expect(Math.max(...gaps)).toBeLessThan(1)
  const ids = new Map<RestreamId | string, number>()
  for (const one of happenings)
    if (one.kind === 'restream-failing') ids.set(one.name, (ids.get(one.name) ?? 0) + 1)
  expect([...ids.values()]).toEqual(Array.from({ length: 19 }, () => 1))
  const [first] = kept.observed().get(channelId(1)) ?? []
  expect(first).toMatchObject({ state: 'failing', reason: { code: 'restream-refused' } })
  expect(JSON.stringify([happenings, kept.observed().get(channelId(1))])).not.toContain(SECRET)
}, 180_000)
