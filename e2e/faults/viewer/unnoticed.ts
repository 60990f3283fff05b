import { expect } from 'vitest'
import type { startPlayerSite } from '../../stack/player.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { isBusyMachine } from '../busy-machine.ts'
import { type Watch, watchChannel } from '../watch.ts'

type PlayerSite = Awaited<ReturnType<typeof startPlayerSite>>
type Watched = Awaited<ReturnType<Watch['end']>>

const MOST_STALLED_SECONDS = 0.5

/** Holds what happens to the bars for viewers; whatever fails says what player and auditor saw. */
export async function expectUnnoticed(
  site: PlayerSite,
  url: string,
  happen: (watch: Watch) => Promise<void>,
): Promise<void> {
  const seen = await seeWhile(site, url, happen)
  const { fatalErrors, stalledSeconds } = seen
  const words = JSON.stringify(seen)
  const violations = seen.violations.filter((violation) => !isBusyMachine(violation))
  // Said even where the next try goes well.
  if (violations.length > 0 || stalledSeconds > MOST_STALLED_SECONDS) console.log(url, words)
  expect({ fatalErrors, violations }, words).toEqual({ fatalErrors: [], violations: [] })
  expect(stalledSeconds, words).toBeLessThanOrEqual(MOST_STALLED_SECONDS)
}

/** What player and auditor saw of what happened; where it fails they are in the error. */
export async function seeWhile(
  site: PlayerSite,
  url: string,
  happen: (watch: Watch) => Promise<void>,
): Promise<Watched> {
  await untilEstablished(url)
  const usual: PlayerSite = { ...site, play: (stream) => site.play(stream, USUAL_SEGMENTS_BEHIND) }
  const watch = await watchChannel(usual, url)
  const failure = await happen(watch).then(
    () => null,
    (error: unknown) => error,
  )
  const seen = await watch.end()
  if (failure === null) return seen
  throw new Error(`${failure}\nThe viewer: ${JSON.stringify(seen)}`, { cause: failure })
}

/** As hls.js and most players do by themselves. */
const USUAL_SEGMENTS_BEHIND = 3
/** While the reserve fills, a player gives of its own buffer: no fault is to be judged by that. */
const FILLED_AFTER = 10

/** Its reserve is full: what is late from then on is late for viewers. */
export async function untilEstablished(url: string): Promise<void> {
  let first: number | null = null
  const published = async () => {
    const text = await (await fetch(url)).text()
    // A channel may be running a moment before its playlist is there.
    if (!text.startsWith('#EXTM3U')) return false
    const newest = Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1]) + text.split('#EXTINF').length - 1
    first ??= newest
    return newest - first >= FILLED_AFTER
  }
  await waitFor('the reserve', published, { timeoutMs: 60_000, everyMs: 250 })
}
