import { ChannelId, type ChannelObservation, HostReport } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { alerts, channelRollups } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'
import { helloOf, reportOf } from './test/test-agent.ts'

const SOURCE = '00000000-0000-4000-8000-0000000000bb'
const REFUSED = { class: 'fatal', code: 'blocked-destination', message: 'Refused.' }
/** Found again wherever it is told. */
const FOREIGN = 987_654
const WELL = { viewers: 3, isWell: true }
const PATIENCE = { timeout: 40_000, interval: 200 }

type Channel = { id: ChannelId; restreamId: string }
type Said = { pid: number; viewers: number; isWell: boolean }

/** A channel as a host tells of it, with all that is shown, measured and judged. */
function observed({ id, restreamId }: Channel, { pid, viewers, isWell }: Said) {
  const since = new Date().toISOString()
  const figures = {
    uptimeSeconds: 9,
    cpuPercent: 50,
    memoryBytes: 1e8,
    virtualMemoryBytes: 1e9,
    threads: 9,
    openFiles: 9,
    ioWaitSeconds: 0,
    readBytes: 0,
    writtenBytes: 0,
    frames: 250,
    fps: 25,
    speed: 1,
    inputBitrateKbps: 1000,
    outputBitrateKbps: 1000,
    droppedFrames: 0,
    duplicatedFrames: 0,
  }
  const run = { runId: 'abcdefgh-0123456789abcdef', pid, sourceId: SOURCE, fingerprint: 'x' }
  const estimate = { ssim: 0.9, score: isWell ? 90 : 1, at: since, model: 1, calibratedAt: since }
  const silent = { kind: 'silence', since, alarms: true }
  return madeObservation({
    channelId: id,
    state: isWell ? 'running' : 'error',
    since,
    reason: isWell ? null : REFUSED,
    attempt: isWell ? 0 : 5,
    run: { ...run, startedAt: since },
    metrics: { pid, ...figures },
    quality: { estimate, none: null, measured: null },
    content: {
      conditions: isWell ? [] : [silent],
      seconds: {},
      learntSeconds: {},
      isLearning: false,
      loudness: null,
    },
    air: {
      showing: isWell ? 'live' : 'slate',
      mediaSequence: 1,
      segments: 6,
      viewers,
      lastPublishedAt: since,
      sentBytes: viewers * 1000,
    },
    restreams: [
      {
        id: restreamId,
        state: isWell ? 'sending' : 'failing',
        since,
        attempt: isWell ? 0 : 9,
        reason: isWell ? null : REFUSED,
        nextTryAt: null,
      },
    ],
  })
}

type Host = Awaited<ReturnType<TestPlane['agent']>>

let one: TestPlane
let timer: NodeJS.Timeout
/** Of one host, on the air; and one of the same host that is not. */
let well: Channel
let lost: Channel
beforeAll(async () => {
  one = await startTestPlane()
  const [own, stranger] = [await one.agent('own'), await one.agent('stranger')]
  for (const { agent } of [own, stranger]) await agent.link.hello.mutate(helloOf())
  ;[well, lost] = [await channelOn(own, 'Well'), await channelOn(own, 'Lost')]
  const report = async () => {
    await say(own, [
      observed(well, { ...WELL, pid: 100 }),
      observed(lost, { viewers: 0, isWell: false, pid: 101 }),
    ])
    const foreign = { viewers: FOREIGN, isWell: false, pid: FOREIGN }
    await say(stranger, [observed(well, foreign)])
  }
  await report()
  timer = setInterval(() => void report().catch(() => {}), 1000)
}, 60_000)
afterAll(async () => {
  clearInterval(timer)
  await one?.close()
})

async function channelOn({ hostId }: Host, name: string): Promise<Channel> {
  const restreams = [{ name: 'far', url: 'rtmp://far.example/live/key' }]
  const body = { name, hostId, sources: [{ url: 'testcard://640x360@25' }], restreams }
  const made = await one.as('admin', 'POST', '/channels', body)
  expect([made.status, made.text]).toEqual([201, expect.any(String)])
  await one.as('admin', 'POST', `/channels/${made.body.id}/start`)
  return { id: ChannelId.parse(made.body.id), restreamId: made.body.restreams[0].id }
}

function say({ agent, hostId }: Host, channels: readonly ChannelObservation[]) {
  const report = reportOf(hostId, { appliedRevision: 99, channels: [...channels] })
  return agent.link.report.mutate(HostReport.parse(report))
}

const told = async (path: string) => (await one.as('viewer', 'GET', path)).body

it('what a host says of the channel of another is shown nowhere', async () => {
  await expect.poll(async () => (await told(`/channels/${well.id}`)).health.level).toBe('well')
  expect(await told(`/channels/${well.id}`)).toMatchObject({
    restreamStates: [{ state: 'sending' }],
  })
  const { items } = await told('/monitoring/processes')
  expect(items.map(({ pid }: { pid: number }) => pid).toSorted()).toEqual([100, 101])
  for (const path of ['/channels', '/monitoring/streams', '/monitoring/processes', '/events'])
    expect(JSON.stringify(await told(path))).not.toContain(String(FOREIGN))
  const socket = new WebSocket(`${one.url.replace('http', 'ws')}/api/v1/ws/metrics`, {
    headers: { authorization: `Bearer ${one.tokens.viewer}` },
  })
  const message = await new Promise<string>((resolve, reject) => {
    socket.once('error', reject)
    socket.once('message', (data) => resolve(String(data)))
  })
  socket.close()
  expect(message).toContain(well.id)
  expect(message).not.toContain(String(FOREIGN))
})

it('is counted in no metric', async () => {
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const { text } = await one.ask({ method: 'GET', path: '/metrics', headers })
  expect(text).toMatch(/^ffmpeg_processes_total 2$/m)
  expect(text).toMatch(/^active_channels_total 1$/m)
  expect(text).toMatch(new RegExp(`^channel_viewers\\{[^}]*${well.id}[^}]*\\} 3$`, 'm'))
  expect(text).not.toContain(String(FOREIGN))
})

it('raises no alert, where the same of its own host does', async () => {
  const raised = async () => JSON.stringify(await one.db.select().from(alerts))
  await expect.poll(raised, PATIENCE).toContain(lost.id)
  expect(await raised()).not.toContain(well.id)
}, 60_000)

it('is in no roll-up', async () => {
  const rows = () =>
    one.db.select().from(channelRollups).where(eq(channelRollups.channelId, well.id))
  await expect.poll(async () => (await rows()).length, PATIENCE).toBeGreaterThan(0)
  for (const { viewersMax, slateSeconds } of await rows())
    expect({ viewersMax, slateSeconds }).toEqual({ viewersMax: 3, slateSeconds: 0 })
}, 60_000)
