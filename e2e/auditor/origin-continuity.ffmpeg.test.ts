import { setTimeout as delay } from 'node:timers/promises'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Child } from '../stack/child.ts'
import { type TempFolder, tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'
import { auditPlaylist } from './audit-playlist.ts'
import { codecs, problemsOf } from './decode-recording.ts'
import { type OriginStage, startOriginStage } from './origin-stage.ts'
import { type Recording, recordSegments } from './record-segments.ts'

const [FIRST, SECOND] = ['maaaaaa1-0123456789abcdef', 'maaaaaa2-0123456789abcdef'] as const
const live = (runId: string) => ({ runId, ended: false })

let stage: OriginStage
let folder: TempFolder

beforeEach(async () => {
  stage = await startOriginStage()
  folder = tempFolder('recording')
})

afterEach(async () => {
  await stage.close()
  folder.remove()
})

test(
  'a dead source becomes a slate and then live again, without a word from a strict player',
  NOISY_MACHINE,
  async () => {
    const first = await firstOnAir()
    const watching = watch()
    await published(3)
    first.process.kill('SIGKILL')
    await first.exited
    const diedAt = performance.now()
    stage.air([{ runId: FIRST, ended: true }])
    await showsSlate()
    const slateAfterMs = performance.now() - diedAt
    await published(13)
    const second = await secondOnAir()
    await published(3)
    expect(second.output()).toBe('')
    const { audit, recording } = await watching.end()
    expect([audit.violations, audit.pictures > 17]).toEqual([[], true])
    // Reserve, the segment that was never completed, and 1.5 target durations.
    expect(slateAfterMs).toBeLessThan(8000)
    const [lives, slates] = split(recording)
    expect(slates.length).toBeGreaterThanOrEqual(12)
    expect(lives.length).toBeGreaterThanOrEqual(6)
    expect(await problemsOf(recording, folder.path)).toEqual([])
    const [ofLive, ofSlate] = await Promise.all([codecs(lives.at(-1)), codecs(slates[0])])
    expect(ofSlate).toEqual(ofLive)
  },
)

test(
  'what an FFmpeg leaves behind that is ended during the slate does not interrupt that',
  NOISY_MACHINE,
  async () => {
    const first = await firstOnAir()
    await published(3)
    const watching = watch()
    first.process.kill('SIGSTOP')
    await showsSlate()
    first.process.kill('SIGTERM')
    first.process.kill('SIGCONT')
    await first.exited
    const leftBehind = stage
      .privatePlaylist(FIRST)
      .match(/\d+\.ts/g)
      ?.at(-1)
    // Told that late, so that the origin has to know by itself.
    await published(3)
    await secondOnAir()
    await published(2)
    const { audit, recording } = await watching.end()
    expect(audit.violations).toEqual([])
    const uris = recording.segments.map(({ uri }) => uri)
    expect(uris.filter((uri) => uri.endsWith(`${FIRST}/${leftBehind}`))).toEqual([])
    const kinds = uris.map((uri) => uri.split('/').at(-2)?.slice(0, 8))
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([
      FIRST.slice(0, 8),
      'slate000',
      SECOND.slice(0, 8),
    ])
  },
)

test(
  'a hiccup shorter than the reserve shows no slate and leaves no mark',
  NOISY_MACHINE,
  async () => {
    const run = await firstOnAir()
    // The reserve is won slowly: a tenth of a segment each.
    await published(12)
    const watching = watch()
    run.process.kill('SIGSTOP')
    await delay(900)
    run.process.kill('SIGCONT')
    await published(5)
    const { audit, recording } = await watching.end()
    expect(audit.violations).toEqual([])
    expect(split(recording)[1]).toEqual([])
    expect(new Set(recording.segments.map(({ discontinuity }) => discontinuity)).size).toBe(1)
  },
)

test('with the slate off nothing is made up', NOISY_MACHINE, async () => {
  const run = stage.startRun(FIRST)
  stage.air([live(FIRST)], false)
  await published(3)
  run.process.kill('SIGKILL')
  await run.exited
  const before = await stage.playlist()
  await delay(3000)
  expect(await stage.playlist()).not.toContain('slate000-')
  expect((await stage.playlist()).split('#EXTINF').length).toBeGreaterThanOrEqual(
    before.split('#EXTINF').length,
  )
  expect(stage.slateIsReady()).toBe(false)
})

test(
  'an origin that is killed again and again, with a damaged file, loses and repeats nothing',
  NOISY_MACHINE,
  async () => {
    stage.startRun(FIRST)
    stage.air([live(FIRST)])
    await published(4)
    const watching = watch()
    for (const damaged of [[], ['window.json'], ['window.json.copy']]) {
      await stage.killOrigin(damaged)
      await published(2)
    }
    const { audit, recording } = await watching.end()
    expect(audit.violations.filter(({ rule }) => !AWAY.has(rule))).toEqual([])
    // Media sequences count what the run made, one by one, also while nobody could look.
    const shifts = recording.segments.map(({ uri, sequence }) => numberOf(uri) - sequence)
    expect(shifts.length).toBeGreaterThan(6)
    expect(new Set(shifts).size).toBe(1)
  },
)

test(
  'an origin that has lost both its files, twice, shows no segment again and uses no number again',
  NOISY_MACHINE,
  async () => {
    stage.startRun(FIRST)
    stage.air([live(FIRST)])
    await published(4)
    const watching = watch()
    for (let time = 0; time < 2; time++) {
      await stage.killOrigin(['window.json', 'window.json.copy'])
      await published(2)
    }
    const { audit, recording } = await watching.end()
    expect(audit.violations.filter(({ rule }) => !AWAY.has(rule))).toEqual([])
    const numbers = recording.segments.map(({ uri }) => numberOf(uri))
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other))
  },
)

/** What a player sees of an origin that is away. */
const AWAY: ReadonlySet<string> = new Set(['not-answered', 'stale'])

/** The first run is live, with the slate to fall back on. */
async function firstOnAir(): Promise<Child> {
  const run = stage.startRun(FIRST)
  stage.air([live(FIRST)])
  await waitFor('the slate to be ready', () => stage.slateIsReady())
  return run
}

const showsSlate = () =>
  waitFor('a slate', async () => (await stage.playlist()).includes('/slate000-'))

/** The second run has taken over from the first, which is over, and viewers see it. */
async function secondOnAir(): Promise<Child> {
  const run = stage.startRun(SECOND)
  stage.air([{ runId: FIRST, ended: true }, live(SECOND)])
  await waitFor('live again', async () => (await stage.playlist()).includes(SECOND))
  return run
}

/** Audits and records until it is ended. */
function watch() {
  const ending = new AbortController()
  const { signal } = ending
  const audit = auditPlaylist({ url: stage.url, signal, everyMs: 250 })
  const recording = recordSegments(stage.url, folder.path, signal)
  return {
    async end() {
      ending.abort()
      return { audit: await audit, recording: await recording }
    },
  }
}

/** Waits until so many more segments have been published. */
async function published(count: number): Promise<void> {
  const newest = async () => {
    const text = await stage.playlist()
    if (!text.startsWith('#EXTM3U')) return null
    const first = Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1])
    return first + text.split('#EXTINF').length - 1
  }
  const before = await waitFor('a playlist', newest)
  await waitFor(`${count} more segments`, async () => ((await newest()) ?? 0) >= before + count, {
    timeoutMs: 30_000,
  })
}

/** Of a segment within its run: `…/00000012.ts` is 12. */
function numberOf(uri: string): number {
  return Number.parseInt(uri.slice(-11), 10)
}

function split({ segments }: Recording) {
  const isSlate = ({ uri }: { uri: string }) => uri.includes('/slate000-')
  return [segments.filter((segment) => !isSlate(segment)), segments.filter(isSlate)] as const
}
