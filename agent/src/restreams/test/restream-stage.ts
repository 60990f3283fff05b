import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type HostHappening, Restream, type RestreamObservation } from '@cashbacktv/contract'
import { channelId, makeChannel } from '../../../test/channel-factory.ts'
import { createProgressSocket } from '../../ffmpeg/progress-socket.ts'
import { type AgentPaths, agentPaths, makeStateFolders } from '../../files/agent-paths.ts'
import { leastEnvironment } from '../../process/least-environment.ts'
import { readBootId } from '../../process/process-identity.ts'
import { keepRestreams, type Restreams } from '../keep-restreams.ts'
import type { RestreamPorts } from '../restream-ports.ts'
import { stopRestreams } from '../stop-restreams.ts'

const run = promisify(execFile)

/** An origin with a live playlist, and what sends it on. */
export type RestreamStage = {
  folder: string
  paths: AgentPaths
  happenings: HostHappening[]
  /** Of channels with so many of these each as one may have; `change` is of what it all goes through. */
  keep(
    restreams: readonly Restream[],
    change?: Partial<RestreamPorts>,
  ): { kept: Restreams; ports: RestreamPorts }
  close(): Promise<void>
}

/** How the audio of what is live, and of the slate, is coded. */
type Coded = Record<'live' | 'slate', readonly string[]>

/** `given`: the folder that all of it is in, the state in `state` below it; without, one that goes in the end. */
export async function setRestreamStage(
  coded: Coded = { live: [], slate: [] },
  given?: string,
): Promise<RestreamStage> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'restream-'))
  const paths = agentPaths(join(folder, 'state'), join(folder, 'media'))
  const happenings: HostHappening[] = []
  makeStateFolders(paths)
  await makeClips(folder, coded)
  const origin = await liveOrigin(folder)
  const progress = await createProgressSocket({ port: 0 })
  return {
    folder,
    paths,
    happenings,
    keep(restreams, change = {}) {
      const groups = Array.from({ length: Math.ceil(restreams.length / 8) }, (_, at) =>
        makeChannel(at + 1, { restreams: restreams.slice(at * 8, at * 8 + 8) }),
      )
      const ports: RestreamPorts = {
        paths,
        progress,
        user: null,
        bootId: readBootId(),
        random: () => 0.5,
        clock: { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() },
        streamsUrl: `http://127.0.0.1:${(origin.address() as AddressInfo).port}`,
        program: () => ({ file: '/usr/bin/ffmpeg', env: leastEnvironment() }),
        allowCidrs: () => ['127.0.0.0/8'],
        specs: () => groups,
        isUnknown: () => false,
        onAirSince: () => 0,
        audioSent: () => null,
        say: (happening) => happenings.push(happening),
        ...change,
      }
      return { kept: keepRestreams(ports), ports }
    },
    async close() {
      await stopRestreams(paths)
      origin.closeAllConnections()
      origin.close()
      await progress.close()
      if (given === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function makeClips(folder: string, coded: Coded): Promise<void> {
  for (const [name, rate] of [
    ['live', 10],
    ['slate', 25],
  ] as const) {
    const input = ['-f', 'lavfi', '-i', `testsrc=size=160x90:rate=${rate}`]
    const audio = ['-f', 'lavfi', '-i', 'sine', '-t', '20']
    const how = ['-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-g', String(rate), ...coded[name]]
    const hls = ['-f', 'hls', '-hls_time', '1', '-hls_list_size', '0']
    const files = ['-hls_segment_filename', join(folder, `${name}-%d.ts`)]
    const list = join(folder, `${name}.m3u8`)
    await run('ffmpeg', ['-v', 'error', ...input, ...audio, ...how, ...hls, ...files, list])
  }
}

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

export const portFree = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

export function restream(n: number, url: string, change: object = {}): Restream {
  const id = `00000000-0000-4000-b000-${n.toString(16).padStart(12, '0')}`
  return Restream.parse({ id, name: `To ${n}`, url, ...change })
}

/** Looks as the supervisor does until it is so. */
export async function until(kept: Restreams, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 60_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error(JSON.stringify(kept.observed().get(channelId(1))))
    kept.look()
    await sleep(100)
  }
}

/** What is said of one of a channel's destinations. */
export function observationOf(
  kept: Restreams,
  n: number,
  at: number,
): RestreamObservation | undefined {
  return kept.observed().get(channelId(n))?.at(at)
}
