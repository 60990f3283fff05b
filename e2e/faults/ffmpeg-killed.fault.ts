import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { launchPlayers } from '../stack/browser.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { startPlayerSite } from '../stack/player.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { tell } from './fleet/tell.ts'
import { NOISY_MACHINE } from './noisy-machine.ts'
import { watchChannel } from './watch.ts'

let stack: Stack
let source: LiveSource
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
beforeAll(async () => {
  const started = await Promise.all([startStack(), startHttpTs(), launchPlayers()])
  stack = started[0]
  source = started[1]
  browser = started[2]
  site = await startPlayerSite(browser)
})
afterAll(async () => {
  await site?.close()
  await browser?.close()
  await stack?.stop()
  await source?.close()
})

test.concurrent.each(['SIGTERM', 'SIGKILL'] as const)(
  'FFmpeg ended by %s is replaced, and its viewers see nothing of it',
  NOISY_MACHINE,
  async (signal) => {
    const sources = [{ url: source.url }]
    const output = { mode: 'copy' as const }
    const { id, playbackUrl } = await stack.api.createChannel({ name: signal, sources, output })
    await stack.api.act(id, 'start')
    await stack.api.waitForChannel(id, ({ status }) => status === 'running')
    const watch = await watchChannel(site, playbackUrl)
    const victim = ffmpegProcesses(`${stack.mediaDir}/${id}`)[0]?.pid ?? 0
    expect(victim).toBeGreaterThan(0)
    const diedAt = performance.now()
    process.kill(victim, signal)
    const isReplaced = () =>
      ffmpegProcesses(`${stack.mediaDir}/${id}`).some(({ pid }) => pid !== victim)
    await waitFor('the replacement', isReplaced, { everyMs: 20 })
    const value = performance.now() - diedAt
    tell({ what: `${signal} to the replacement of FFmpeg`, value, bar: { atMost: 1000 } })
    await watch.untilPlayedOn(12)
    const { stalledSeconds, fatalErrors, violations } = await watch.end()
    expect({ fatalErrors, violations }).toEqual({ fatalErrors: [], violations: [] })
    expect(stalledSeconds).toBeLessThanOrEqual(0.5)
  },
)
