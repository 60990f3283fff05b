import { ChannelId, type HealthLevel, HostId } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { expect, test } from 'vitest'
import type { HeardChannel } from './channel-rollup.ts'
import { createTally } from './tally.ts'

const HOST = HostId.parse('00000000-0000-4000-8000-00000000000a')
const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const START = Date.parse('2026-11-23T12:00:00Z')

const AIR = {
  showing: 'live',
  mediaSequence: 1,
  segments: 6,
  lastPublishedAt: null,
  viewers: 3,
  sentBytes: 1000,
}
const METRICS = {
  pid: 1,
  uptimeSeconds: 1,
  cpuPercent: 50,
  memoryBytes: 100,
  virtualMemoryBytes: 1,
  threads: 1,
  openFiles: 1,
  ioWaitSeconds: 0,
  readBytes: 0,
  writtenBytes: 0,
  frames: 1,
  fps: 25,
  speed: 1,
  inputBitrateKbps: null,
  outputBitrateKbps: 2000,
  droppedFrames: 0,
  duplicatedFrames: 0,
}

function qualityOf(score: number) {
  const at = new Date(START).toISOString()
  const estimate = { ssim: 0.9, score, at, model: 1, calibratedAt: at }
  return { estimate, none: null, measured: null }
}

type Change = { level?: HealthLevel; air?: object; metrics?: object | null; score?: number }

function channel({ level = 'well', air = {}, metrics = {}, score }: Change = {}): HeardChannel {
  const seen = madeObservation({
    channelId: CHANNEL,
    since: new Date(START).toISOString(),
    air: { ...AIR, ...air },
    metrics: metrics && { ...METRICS, ...metrics },
    ...(score === undefined ? {} : { quality: qualityOf(score) }),
  })
  return { level, seen }
}

/** What is over after these reports, each so many milliseconds after the start. */
function tallied(reports: readonly [ms: number, change?: Change][]) {
  const tally = createTally()
  for (const [ms, change] of reports) {
    const channels = new Map([[CHANNEL, channel(change)]])
    tally.add({ hostId: HOST, atMs: START + ms, sample: null, channels })
  }
  return tally.takeEnded(Number.POSITIVE_INFINITY)
}
const firstOf = (reports: readonly [ms: number, change?: Change][]) => {
  return tallied(reports)[0]?.channels.get(CHANNEL)
}

test('a report stands for the time since the one before, and none for a gap', () => {
  const heard = firstOf([[0], [1000], [2500], [9000]])
  expect(heard).toMatchObject({ observedSeconds: 5.5, liveSeconds: 5.5, viewerSeconds: 16.5 })
})

test('what viewers get is told by the verdict, and while nothing is wanted nothing counts', () => {
  const levels: HealthLevel[] = ['well', 'notice', 'impaired', 'slate', 'dark', 'off', 'pending']
  const heard = firstOf(levels.map((level, second) => [second * 1000, { level }]))
  expect(heard).toMatchObject({ observedSeconds: 7, liveSeconds: 2, impairedSeconds: 1 })
  expect(heard).toMatchObject({ slateSeconds: 1, darkSeconds: 1 })
})

test('a channel that flaps counts as slate while that is what viewers get', () => {
  const slate: Change = { level: 'unstable', air: { showing: 'slate' } }
  expect(
    firstOf([
      [0, { level: 'unstable' }],
      [1000, slate],
    ]),
  ).toMatchObject({
    impairedSeconds: 1,
    slateSeconds: 1,
  })
})

test('bytes and frames are what was counted in between, also when a counter begins anew', () => {
  const sent = (sentBytes: number) => ({ air: { sentBytes }, metrics: { droppedFrames: 2 } })
  const heard = firstOf([
    [0, sent(1000)],
    [1000, sent(1500)],
    [2000, sent(200)],
  ])
  expect(heard).toMatchObject({ sentBytes: 700, droppedFrames: 0 })
})

test('what players said in between is counted, also where the origin began anew', () => {
  const said = (begun: number, playedSeconds: number, stalls = 0) => {
    const none = { rebuffered: 0, stalledSeconds: 0, startups: 0, startupSeconds: 0 }
    const throughput = {
      throughputKilobits: playedSeconds * 5000,
      throughputSeconds: playedSeconds,
    }
    return {
      air: { players: { sessions: 1, begun, stalls, playedSeconds, ...none, ...throughput } },
    }
  }
  const heard = firstOf([[0], [1000, said(2, 10)], [2000, said(3, 30, 2)], [3000, said(1, 0.5)]])
  expect(heard).toMatchObject({ playerSessions: 4, playedSeconds: 30.5, stalls: 2 })
  expect(heard).toMatchObject({ throughputKilobits: 152_500, throughputSeconds: 30.5 })
  expect(firstOf([[0], [1000]])).toMatchObject({ playerSessions: 0, throughputSeconds: 0 })
})

test('quality is a mean over the time that it was estimated in, and bandwidth is what viewers got', () => {
  const reports: [number, Change?][] = [[0], [1000, { score: 80 }], [2000, { score: 50 }], [3000]]
  expect(firstOf(reports)).toMatchObject({ qualityScoreSeconds: 130, qualitySeconds: 2 })
  const [step] = tallied([[0], [1000], [2000, { air: { viewers: 0 } }]])
  expect(step?.host).toMatchObject({ viewerKilobits: 2 * 3 * 2000, viewerSeconds: 6 })
})

test('after a gap in which another instance may have counted, counting begins anew', () => {
  const heard = firstOf([
    [0, { air: { sentBytes: 1000 } }],
    [8000, { air: { sentBytes: 9000 } }],
    [9000, { air: { sentBytes: 9100 } }],
  ])
  expect(heard).toMatchObject({ sentBytes: 100 })
})

test('the lowest speed and the most viewers are kept, and no speed is no zero', () => {
  const heard = firstOf([
    [0, { metrics: { speed: null } }],
    [1000, { metrics: { speed: 0.5 }, air: { viewers: 9 } }],
    [2000, { metrics: { speed: 1 } }],
  ])
  expect(heard).toMatchObject({ speedMin: 0.5, mediaSeconds: 1.5, pacedSeconds: 2, viewersMax: 9 })
  expect(firstOf([[0, { metrics: null }]])).toMatchObject({ speedMin: null, runSeconds: 0 })
})

test('steps are handed out when they are over, each once', () => {
  const tally = createTally()
  const channels = new Map([[CHANNEL, channel()]])
  const hear = (ms: number) => tally.add({ hostId: HOST, atMs: START + ms, sample: null, channels })
  const taken = (ms: number) => tally.takeEnded(START + ms).map(({ atMs }) => atMs - START)
  hear(0)
  expect(taken(9999)).toEqual([])
  hear(10_000)
  expect(taken(10_000)).toEqual([0])
  expect(taken(20_000)).toEqual([10_000])
  expect(taken(30_000)).toEqual([])
})
