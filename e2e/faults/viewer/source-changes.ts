import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import type { ClipOptions } from '../../sources/clip.ts'
import type { Stack } from '../../stack/start-stack.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { channelEvents, countKinds, toldTwice } from './channel-events.ts'
import { expectUnnoticed } from './unnoticed.ts'
import { SMALL, type ViewerStage } from './viewer-stage.ts'

/** Timestamps of MPEG-TS have 33 bits of 90 kHz. */
const WRAP_SECONDS = 2 ** 33 / 90_000

/** Far enough ahead that everything else has changed before; all take place one after the other. */
const WRAP_AHEAD_SECONDS = 60

const changes: { what: string; mode: 'transcode'; steps: ClipOptions[] }[] = [
  {
    what: 'size and frame rate',
    mode: 'transcode',
    steps: [
      { width: 480, height: 270 },
      { width: 480, height: 270, framesPerSecond: 50 },
    ],
  },
  {
    what: 'audio to mono and to another sample rate',
    mode: 'transcode',
    steps: [{ audioChannels: 1 }, { audioChannels: 1, sampleRate: 44_100 }],
  },
]

/** Sources that change while they are on air, without going away. */
export function sourceChanges(stage: () => ViewerStage): void {
  test.concurrent.each(changes)(
    'a source changes its $what and wraps its timestamps on air, to $mode',
    NOISY_MACHINE,
    async ({ what, mode, steps }) => {
      const { stack, site, newChangingSource, onAir } = stage()
      const source = await newChangingSource(WRAP_SECONDS - WRAP_AHEAD_SECONDS)
      const { id, playbackUrl } = await onAir(`${what} ${mode}`, [source], { output: { mode } })
      await expectUnnoticed(site, playbackUrl, async (watch) => {
        for (const step of steps) {
          await source.become({ ...SMALL, ...step })
          await watch.untilPlayedOn(8)
        }
        const wrapped = () => source.clock() > WRAP_SECONDS
        await waitFor('the wrap', wrapped, { timeoutMs: WRAP_AHEAD_SECONDS * 1000 })
        await watch.untilPlayedOn(10)
      })
      await expectFewRuns(stack, id)
    },
  )
}

/** What changed is played within the run; one more may follow where the change has lasted. */
async function expectFewRuns(stack: Stack, id: string): Promise<void> {
  const events = await channelEvents(stack, id)
  const words = JSON.stringify(events)
  expect(toldTwice(events), words).toEqual([])
  const counts = countKinds(events)
  expect(counts['run-started'], words).toBeLessThanOrEqual(2)
  expect(counts['run-exited'] ?? 0, words).toBe((counts['run-started'] ?? 0) - 1)
  expect(events.filter(({ kind, detail }) => kind === 'run-exited' && !detail.asked)).toEqual([])
}
