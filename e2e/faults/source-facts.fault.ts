import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MadeSource, startMadeTs } from '../sources/made-ts.ts'
import { newestSegment, type SegmentSeen } from '../stack/newest-segment.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { illegalMovesIn } from './fleet/illegal-moves.ts'
import { channelEvents, countKinds } from './viewer/channel-events.ts'

let stack: Stack
const sources: MadeSource[] = []
beforeAll(async () => {
  stack = await startStack()
})
afterAll(async () => {
  await stack?.stop()
  expect(illegalMovesIn(stack.logs())).toEqual([])
})

const closeSources = () => Promise.all(sources.splice(0).map((source) => source.close()))

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '25']
const lavfi = (graph: string) => ['-f', 'lavfi', '-i', graph]
const colour = (name: string) => lavfi(`color=c=${name}:s=320x180:r=25`)
const tone = (hertz: number) => lavfi(`sine=f=${hertz}:r=48000`)
const maps = (...streams: number[]) => streams.flatMap((stream) => ['-map', String(stream)])

/** Three programmes of one size: red with 300 Hz, green with 600, blue with 1200. */
const MULTIPLEX = [
  ...[...colour('maroon'), ...colour('green'), ...colour('blue')],
  ...[...tone(300), ...tone(600), ...tone(1200)],
  ...[...maps(0, 3, 1, 4, 2, 5), ...X264, '-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-b:a', '64k'],
  ...['-program', 'title=Red:program_num=101:st=0:st=1'],
  ...['-program', 'title=Green:program_num=102:st=2:st=3'],
  ...['-program', 'title=Blue:program_num=103:st=4:st=5'],
]

/** Described first, as in a bouquet that lists it so. */
const DESCRIBED = [
  ...[...colour('gray'), ...tone(900), ...tone(400), ...tone(1600)],
  ...[...maps(0, 1, 2, 3), ...X264, '-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-b:a', '64k'],
  ...['-metadata:s:a:0', 'language=tur', '-disposition:a:0', 'visual_impaired'],
  ...['-metadata:s:a:1', 'language=tur', '-metadata:s:a:2', 'language=eng'],
]

const made = (size: string, rate: number, hertz: number, audio: string[]) => [
  ...lavfi(`color=c=gray:s=${size}:r=${rate}`),
  ...[...tone(hertz), ...maps(0, 1), ...X264, '-pix_fmt', 'yuv420p', ...audio],
]
const FORMER = made('320x180', 25, 440, ['-c:a', 'aac', '-ac', '2'])
const LATER = made('640x360', 50, 880, ['-c:a', 'ac3', '-b:a', '192k', '-ac', '2'])

/** 16:9 of 720 by 576 pixels that are not square. */
const ANAMORPHIC = [
  ...lavfi('color=c=gray:s=720x576:r=25,setsar=64/45'),
  ...[...tone(440), ...maps(0, 1), '-c:v', 'mpeg2video', '-b:v', '1M', '-g', '12'],
  ...['-pix_fmt', 'yuv420p', '-c:a', 'mp2'],
]

async function newSource(input: string[], spreadTables = false): Promise<MadeSource> {
  const source = await startMadeTs(input, spreadTables)
  sources.push(source)
  return source
}

type Reading = { program?: number; audioTrack?: object }

async function startChannel(name: string, { url }: MadeSource, reading: Reading = {}) {
  const input = { name, sources: [{ url, ...reading }] }
  const { id, playbackUrl } = await stack.api.createChannel(input)
  const startedAt = Date.now()
  await stack.api.act(id, 'start')
  await stack.api.waitForChannel(id, ({ status }) => status === 'running')
  return { id, playbackUrl, startedMs: Date.now() - startedAt }
}

const untilSeen = (url: string, wanted: (seen: SegmentSeen) => boolean, timeoutMs = 40_000) =>
  waitFor(
    'a segment as wanted',
    async () => {
      const seen = await newestSegment(url)
      return wanted(seen) ? seen : null
    },
    { timeoutMs, everyMs: 500 },
  )

const isNear = (hertz: number) => (seen: SegmentSeen) => Math.abs(seen.hertz - hertz) < 20

// In two rows: six encoders, six probes and six starts at once take longer than each waits.
describe('of several programmes', () => {
  afterAll(closeSources)

  test.concurrent(
    'of several programmes the one on air stays the same over restarts, whichever is seen first',
    NOISY_MACHINE,
    async () => {
      const source = await newSource(MULTIPLEX, true)
      const { id, playbackUrl } = await startChannel('Multiplex', source)
      for (let time = 0; time < 4; time++) {
        const seen = await untilSeen(playbackUrl, ({ hertz }) => hertz > 0)
        expect(seen.hertz).toBeCloseTo(300, -1.5)
        expect(seen.colour.red).toBeGreaterThan(90)
        const before = (await stack.api.metrics(id)).runId
        await stack.api.act(id, 'restart')
        await waitFor('another run', async () => {
          const { runId } = await stack.api.metrics(id)
          return runId !== null && runId !== before
        })
        await untilSeen(playbackUrl, ({ url }) => !url.includes(String(before)))
      }
    },
  )

  test.concurrent(
    'a programme that was chosen is on air, with its own audio',
    NOISY_MACHINE,
    async () => {
      const source = await newSource(MULTIPLEX, true)
      const { id, playbackUrl } = await startChannel('Chosen', source, { program: 103 })
      const seen = await untilSeen(playbackUrl, isNear(1200))
      expect(seen.colour.blue).toBeGreaterThan(180)
      await stack.api.updateChannel(id, { sources: [{ url: source.url, program: 102 }] })
      const other = await untilSeen(playbackUrl, isNear(600))
      expect(other.colour.green).toBeGreaterThan(90)
      expect(other.colour.blue).toBeLessThan(60)
    },
  )

  test.concurrent(
    'a programme that is not there is named with those that are',
    NOISY_MACHINE,
    async () => {
      const source = await newSource(MULTIPLEX)
      const input = { name: 'Missing', sources: [{ url: source.url, program: 109 }] }
      const { id } = await stack.api.startNew(input)
      const isSaid = ({ reason }: { reason: { code: string } | null }) =>
        reason?.code === 'program-missing'
      const { reason } = await stack.api.waitForChannel(id, isSaid)
      expect(reason?.message).toContain('101, 102, 103')
    },
  )
})

describe('of one programme', () => {
  afterAll(closeSources)

  test.concurrent(
    'audio description that comes first is not on air, and is when it is chosen',
    NOISY_MACHINE,
    async () => {
      const source = await newSource(DESCRIBED)
      const { id, playbackUrl } = await startChannel('Described', source)
      await untilSeen(playbackUrl, isNear(400))
      const audioTrack = { language: 'tur', kind: 'description' }
      await stack.api.updateChannel(id, { sources: [{ url: source.url, audioTrack }] })
      await untilSeen(playbackUrl, isNear(900))
      const missing = { language: 'fra' }
      await stack.api.updateChannel(id, { sources: [{ url: source.url, audioTrack: missing }] })
      await untilSeen(playbackUrl, isNear(400))
      const isSaid = ({ reason }: { reason: { code: string } | null }) =>
        reason?.code === 'audio-track-missing'
      await stack.api.waitForChannel(id, isSaid)
    },
  )

  test.concurrent(
    'a source that its maker changes for good is played as it is, also after stop and start',
    NOISY_MACHINE,
    async () => {
      const source = await newSource(FORMER)
      const { id, playbackUrl } = await startChannel('Changed', source)
      await untilSeen(playbackUrl, (seen) => seen.width === 320 && isNear(440)(seen))
      await source.become(LATER)
      const isLater = (seen: SegmentSeen) =>
        seen.width === 640 && seen.framesPerSecond === 50 && isNear(880)(seen)
      await untilSeen(playbackUrl, isLater)
      await stack.api.act(id, 'stop')
      await stack.api.waitForChannel(id, ({ status }) => status === 'stopped')
      await source.become(FORMER)
      await stack.api.act(id, 'start')
      await untilSeen(playbackUrl, (seen) => seen.width === 320 && seen.framesPerSecond === 25)
    },
  )

  test.concurrent(
    'a source that nobody has looked into has its shape from the first start on',
    NOISY_MACHINE,
    async () => {
      const source = await newSource(ANAMORPHIC)
      const { id, playbackUrl, startedMs } = await startChannel('Cold', source)
      const seen = await newestSegment(playbackUrl)
      expect(seen.width / seen.height).toBeCloseTo(16 / 9, 1)
      expect(startedMs).toBeLessThan(15_000)
      const counts = countKinds(await channelEvents(stack, id))
      expect(counts).toMatchObject({ 'run-started': 1 })
    },
  )
})
