import { setTimeout as wait } from 'node:timers/promises'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import type { ChangingSource } from '../../sources/changing-ts.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { tell } from '../fleet/tell.ts'
import { channelEvents, countKinds, toldTwice } from './channel-events.ts'
import { isAudible } from './is-audible.ts'
import { expectUnnoticed } from './unnoticed.ts'
import { SMALL, type ViewerStage } from './viewer-stage.ts'

type Way = {
  mode: 'copy' | 'transcode'
  what: string
  /** The channel is started anew while the audio is away: FFmpeg cannot begin with what it knows nothing of. */
  restarts: boolean
  lose(source: ChangingSource): void | Promise<void>
  regain(source: ChangingSource): void | Promise<void>
}

const ways: Way[] = [
  {
    mode: 'copy',
    what: 'packets of audio stop',
    restarts: true,
    lose: (source) => source.setMute(true),
    regain: (source) => source.setMute(false),
  },
  {
    mode: 'transcode',
    what: 'track of audio is gone from the tables',
    restarts: false,
    lose: (source) => source.become({ ...SMALL, audio: false }),
    regain: (source) => source.become(SMALL),
  },
]

const LOST_SECONDS = 15

/** A source that goes on with its picture and loses its audio. */
export function lostAudio(stage: () => ViewerStage): void {
  test.concurrent.each(ways)(
    `a source’s $what for ${LOST_SECONDS} s, to $mode`,
    NOISY_MACHINE,
    async ({ mode, what, restarts, lose, regain }) => {
      const { stack, site, newChangingSource, onAir } = stage()
      const source = await newChangingSource()
      const { id, playbackUrl } = await onAir(`Audio ${mode}`, [source], { output: { mode } })
      await expectUnnoticed(site, playbackUrl, async (watch) => {
        expect(await isAudible(playbackUrl)).toBe(true)
        await lose(source)
        const lostAt = performance.now()
        await audible(playbackUrl, false)
        await stack.api.waitForChannel(id, ({ reason }) => reason?.code === 'no-sound')
        if (restarts) await stack.api.act(id, 'restart')
        await wait(Math.max(0, LOST_SECONDS * 1000 - (performance.now() - lostAt)))
        await regain(source)
        const backAt = performance.now()
        await audible(playbackUrl, true)
        const value = performance.now() - backAt
        tell({ what: `${what}: audio back to heard`, value, bar: { atMost: 25_000 } })
        await stack.api.waitForChannel(id, ({ reason }) => reason === null)
        await watch.untilPlayedOn(12)
      })
      expect(await isAudible(playbackUrl)).toBe(true)
      const events = await channelEvents(stack, id)
      expect(toldTwice(events), JSON.stringify(events)).toEqual([])
      const counts = countKinds(events)
      expect(counts, JSON.stringify(events)).toMatchObject({ 'sound-lost': 1, 'sound-back': 1 })
      // After so long FFmpeg has audio and picture out of step, and one without a track has no audio.
      expect(counts['first-segment']).toBeGreaterThanOrEqual(restarts ? 3 : 2)
    },
  )
}

async function audible(url: string, wanted: boolean): Promise<void> {
  const isSo = async () => (await isAudible(url)) === wanted
  await waitFor(wanted ? 'audio' : 'silence', isSo, { timeoutMs: 60_000, everyMs: 500 })
}
