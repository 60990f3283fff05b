import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { launchPlayers } from '../stack/browser.ts'
import { endOldest, ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { startPlayerSite } from '../stack/player.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { illegalMovesIn } from './fleet/illegal-moves.ts'
import { tell } from './fleet/tell.ts'
import { channelEvents, countKinds } from './viewer/channel-events.ts'
import { watchChannel } from './watch.ts'

let stack: Stack
let source: LiveSource
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
beforeAll(async () => {
  ;[stack, source, browser] = await Promise.all([startStack(), startHttpTs(), launchPlayers()])
  site = await startPlayerSite(browser)
})
afterAll(async () => {
  await site?.close()
  await browser?.close()
  await stack?.stop()
  await source?.close()
  expect(illegalMovesIn(stack.logs())).toEqual([])
})

test.concurrent.each([
  { signal: 'SIGTERM', times: 1 },
  { signal: 'SIGKILL', times: 1 },
  { signal: 'SIGKILL', times: 3 },
] as const)(
  'FFmpeg ended by $signal, $times times in a row, is replaced, and its viewers see nothing of it',
  NOISY_MACHINE,
  async ({ signal, times }) => {
    const sources = [{ url: source.url }]
    const output = { mode: 'copy' as const }
    const name = `${signal} ${times}`
    const { id, playbackUrl } = await stack.api.startNew({ name, sources, output })
    await onAirAgain(id, 1)
    const watch = await watchChannel(site, playbackUrl)
    for (let time = 1; time <= times; time++) {
      const ms = await endedAndReplaced(id, signal)
      // Later ones wait a growing, random while, so that what kills them gets room.
      const bar = time === 1 ? { bar: { atMost: 1000 } } : {}
      tell({ what: `${signal}, time ${time}, to the replacement of FFmpeg`, value: ms, ...bar })
      await onAirAgain(id, time + 1)
    }
    await watch.untilPlayedOn(12)
    const { stalledSeconds, fatalErrors, violations } = await watch.end()
    expect({ fatalErrors, violations }).toEqual({ fatalErrors: [], violations: [] })
    expect(stalledSeconds).toBeLessThanOrEqual(0.5)
  },
)

/** Milliseconds from the signal to the process that takes the place. */
async function endedAndReplaced(id: string, signal: NodeJS.Signals): Promise<number> {
  const folder = `${stack.mediaDir}/${id}`
  const { victim } = endOldest(folder, signal)
  const diedAt = performance.now()
  const isReplaced = () => ffmpegProcesses(folder).some(({ pid }) => pid !== victim.pid)
  await waitFor('the replacement', isReplaced, { everyMs: 20 })
  return performance.now() - diedAt
}

async function onAirAgain(id: string, starts: number): Promise<void> {
  await waitFor(`start ${starts} to be on air`, async () => {
    const { 'first-segment': seen = 0 } = countKinds(await channelEvents(stack, id))
    return seen >= starts
  })
}
