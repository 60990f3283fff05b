import { setTimeout as wait } from 'node:timers/promises'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import { startHttpTs } from '../../sources/http-ts.ts'
import type { CountedSource, LiveSource } from '../../sources/live-source.ts'
import { logoPicture } from '../../sources/logo.ts'
import { startRtsp } from '../../sources/rtsp.ts'
import { startSrt } from '../../sources/srt.ts'
import { startUdpTs } from '../../sources/udp-ts.ts'
import { ffmpegProcesses } from '../../stack/ffmpeg-processes.ts'
import { grabFrame } from '../../stack/frames.ts'
import { logoProblems } from '../../stack/logo-check.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { tell } from '../fleet/tell.ts'
import { channelEvents, countKinds, toldTwice } from './channel-events.ts'
import { expectUnnoticed } from './unnoticed.ts'
import { SMALL, type ViewerStage } from './viewer-stage.ts'

type Kind = {
  what: string
  /** Second readers until it is learned that there may be none; UDP knows it by its kind. */
  tries: number
  start(): Promise<LiveSource & Partial<CountedSource>>
}

const http = (what: string, second: number | 'ends the first', tries = 1): Kind => ({
  what: `HTTP, a second ${what}`,
  tries,
  start: () => startHttpTs({ ...SMALL, second }),
})

const kinds: Kind[] = [
  http('is answered 403', 403),
  http('is answered 458', 458),
  http('is answered 509', 509),
  // The first one connects again before it is told to leave.
  http('ends the first', 'ends the first', 5),
  { what: 'UDP to a port', tries: 0, start: () => startUdpTs(SMALL) },
  { what: 'SRT, one caller', tries: 1, start: () => startSrt(SMALL) },
  {
    what: 'RTSP, one session',
    tries: 1,
    start: () => startRtsp({ ...SMALL, oneSession: true }),
  },
]

const PLACES = [
  { x: 0.7, y: 0.1, width: 0.2, opacity: 1 },
  { x: 0.1, y: 0.6, width: 0.2, opacity: 1 },
]
/** A source that nobody has looked into yet is taken for a larger one: seven at once would have no room. */
const OF_KNOWN_SIZE = {
  mode: 'transcode' as const,
  renditions: [{ name: 'main', height: SMALL.height }],
}
const ALONE_SECONDS = 40
/** What a plain FFmpeg needs and as much again. */
const ON_AIR = { atMost: 8000 }

/** A source that admits one reader gets every change, and never has two for long. */
export function oneReader(stage: () => ViewerStage): void {
  test.concurrent.each(kinds)('$what', { ...NOISY_MACHINE, timeout: 240_000 }, async (kind) => {
    const { stack, site, keep } = stage()
    const source = keep(await kind.start())
    const { id: assetId } = await stack.api.uploadLogo(await logoPicture())
    const logoAt = (place: number) => ({ logo: { assetId, ...PLACES[place] } })
    const { id, playbackUrl } = await stack.api.createChannel({
      name: kind.what,
      sources: [{ url: source.url }],
      output: OF_KNOWN_SIZE,
      ...logoAt(0),
    })
    const askedAt = performance.now()
    await stack.api.act(id, 'start')
    await stack.api.waitForChannel(id, ({ status }) => status === 'running')
    const onAir = performance.now() - askedAt
    tell({ what: `${kind.what}: start to on air`, value: onAir, bar: ON_AIR })
    const runsUntilOnAir = countKinds(await channelEvents(stack, id))['run-started']
    expect(runsUntilOnAir, 'one FFmpeg until it is on air').toBe(1)
    const alone = source.seconds?.() ?? 0
    expect(alone, 'no second reader before a change').toBe(0)

    await expectUnnoticed(site, playbackUrl, async (watch) => {
      await stack.api.updateChannel(id, logoAt(1))
      await waitForRuns(stage(), id, 2 + (kind.tries === 1 ? 1 : 0))
      const live = await untilLogoAt(playbackUrl, 1)
      expect(live).toEqual([])
      await stack.api.act(id, 'restart')
      await waitForRuns(stage(), id, 3 + (kind.tries === 1 ? 1 : 0))
      await watch.untilPlayedOn(8)
      const seconds = source.seconds?.() ?? 0
      expect(seconds, 'second readers').toBeLessThanOrEqual(kind.tries)
      await wait(ALONE_SECONDS * 1000)
      expect(source.seconds?.() ?? 0, 'readers beside the run').toBe(seconds)
      await killed(stage(), id)
      await watch.untilPlayedOn(8)
    })
    const events = await channelEvents(stack, id)
    const words = JSON.stringify(events)
    expect(toldTwice(events), words).toEqual([])
    const counts = countKinds(events)
    expect(counts, words).not.toHaveProperty('gave-up')
    expect(counts, words).not.toHaveProperty('alarm-raised')
    expect(counts['one-reader'] ?? 0, words).toBe(kind.tries === 0 ? 0 : 1)
  })
}

async function waitForRuns({ stack }: ViewerStage, id: string, runs: number): Promise<void> {
  await waitFor(
    `run ${runs} to be on air alone`,
    async () => {
      const { status } = await stack.api.channel(id)
      const counts = countKinds(await channelEvents(stack, id))
      const isAlone = ffmpegProcesses(`${stack.mediaDir}/${id}`).length === 1
      return status === 'running' && isAlone && (counts['run-started'] ?? 0) >= runs
    },
    { timeoutMs: 60_000, everyMs: 200 },
  )
}

/** What is wrong with the logo when it is to be at its new place; none as soon as it is. */
async function untilLogoAt(playbackUrl: string, place: number): Promise<string[]> {
  const expected = PLACES[place]
  if (expected === undefined) throw new Error('no such place')
  let problems: string[] = []
  await waitFor(
    'the logo at its new place',
    async () => {
      problems = logoProblems(await grabFrame(playbackUrl), expected)
      return problems.length === 0
    },
    { timeoutMs: 60_000, everyMs: 500 },
  ).catch(() => undefined)
  return problems
}

async function killed({ stack }: ViewerStage, id: string): Promise<void> {
  const victim = ffmpegProcesses(`${stack.mediaDir}/${id}`)[0]?.pid ?? 0
  expect(victim).toBeGreaterThan(0)
  const diedAt = performance.now()
  process.kill(victim, 'SIGKILL')
  const isReplaced = () =>
    ffmpegProcesses(`${stack.mediaDir}/${id}`).some(({ pid }) => pid !== victim)
  await waitFor('the replacement', isReplaced, { everyMs: 20 })
  const value = performance.now() - diedAt
  tell({ what: 'kill -9 to the replacement of FFmpeg', value, bar: { atMost: 1000 } })
}
