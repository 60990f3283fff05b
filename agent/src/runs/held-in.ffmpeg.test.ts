import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeChannel, makeDesired, sourceId } from '../../test/channel-factory.ts'
import { startSupervisor, type TestSupervisor, until } from '../../test/test-supervisor.ts'
import { realFfmpeg } from '../ffmpeg/ffmpeg-port.ts'
import { transcodeSpec } from '../ffmpeg/test/specs.ts'
import { agentPaths } from '../files/agent-paths.ts'
import { mediaUser } from '../process/media-user.ts'

const silent = () => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }
const clock = { now: () => performance.timeOrigin + performance.now(), wall: () => Date.now() }
const PATIENT_MS = 50_000

let folder: string
let host: TestSupervisor
let servers: Server[]

beforeEach(async () => {
  folder = mkdtempSync(`${tmpdir()}/held-in-`)
  // As a folder of media is: nginx reads there.
  chmodSync(folder, 0o755)
  servers = []
  const program = { file: 'ffmpeg', env: { PATH: process.env.PATH } }
  const paths = agentPaths(`${folder}/state`, `${folder}/media`)
  const ffmpeg = realFfmpeg(paths, clock, log, () => program)
  host = await startSupervisor(folder, { ffmpeg, allowCidrs: ['127.0.0.1/32'] })
})

afterEach(async () => {
  await host.supervisor.stopChannels()
  await host.close()
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

async function listening(server: Server, address: string): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  return (server.address() as AddressInfo).port
}

function offer(url: string): void {
  const { output } = transcodeSpec()
  const sources = [{ id: sourceId(1), url }]
  host.offer(makeDesired(1, [makeChannel(1, { on: true, output, sources })]))
}

test('a source that leads to an address that is not allowed does not get there, and says so', async () => {
  let reached = 0
  const inner = createServer((socket) => {
    reached++
    socket.destroy()
  })
  const innerPort = await listening(inner, '127.0.0.2')
  const provider = createHttp((_request, response) => {
    response.writeHead(302, { location: `http://127.0.0.2:${innerPort}/live.ts` }).end()
  })
  offer(`http://127.0.0.1:${await listening(provider, '127.0.0.1')}/live.ts`)
  const reason = () => host.channel()?.reason
  await until(() => reason()?.code === 'blocked-destination', 'the reason', PATIENT_MS)
  expect(host.channel()?.state).not.toBe('running')
  expect(reached).toBe(0)
})

test('the FFmpeg of a channel can gain nothing, take no more than its share, and is nobody', async () => {
  offer('testcard://320x180@25')
  const run = await until(
    () => host.channel()?.state === 'running' && host.channel()?.run,
    'running',
    PATIENT_MS,
  )
  const status = readFileSync(`/proc/${run.pid}/status`, 'utf8')
  expect(status).toMatch(/^Name:\sffmpeg$/m)
  expect(status).toMatch(/^NoNewPrivs:\s1$/m)
  expect(status).toMatch(/^Seccomp:\s2$/m)
  expect(status).toMatch(/^CapEff:\s0+$/m)
  const user = mediaUser()
  if (user !== null) expect(status).toMatch(new RegExp(`^Uid:(\\s${user.uid}){4}$`, 'm'))
  expect(readFileSync(`/proc/${run.pid}/limits`, 'utf8')).toMatch(/^Max data size\s+\d+/m)
  const names = readFileSync(`/proc/${run.pid}/environ`, 'utf8')
    .split('\0')
    .map((entry) => entry.split('=')[0])
    .filter((name) => name !== '')
  expect(names.toSorted()).toEqual(expect.arrayContaining(['EGRESS_RULES', 'LD_PRELOAD', 'PATH']))
  expect(names.filter((name) => /^(npm|VITEST|NODE|HOME)/.test(name ?? ''))).toEqual([])
})

const KERNEL_GIVES = readFileSync('/sys/kernel/mm/transparent_hugepage/enabled', 'utf8')

test.skipIf(KERNEL_GIVES.includes('[never]'))(
  'an FFmpeg that encodes has its pictures in huge pages',
  async () => {
    offer('testcard://1280x720@25')
    const run = await until(
      () => host.channel()?.state === 'running' && host.channel()?.run,
      'running',
      PATIENT_MS,
    )
    // What x264 asks for by itself is elsewhere. The kernel splits the heap where this begins.
    const mappings = readFileSync(`/proc/${run.pid}/smaps`, 'utf8').split(
      /\n(?=[\da-f]+-[\da-f]+ )/,
    )
    const huge = mappings
      .filter((mapping) => mapping.includes('[heap]'))
      .map((mapping) => Number(/^AnonHugePages:\s+(\d+) kB/m.exec(mapping)?.[1]))
    expect(Math.max(...huge)).toBeGreaterThanOrEqual(2048)
  },
)
