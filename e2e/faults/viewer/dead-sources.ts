import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import type { Stack } from '../../stack/start-stack.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { tell } from '../fleet/tell.ts'
import { channelEvents, countKinds, toldTwice } from './channel-events.ts'
import { expectUnnoticed, seeWhile } from './unnoticed.ts'
import type { ViewerStage } from './viewer-stage.ts'

const COPY = { output: { mode: 'copy' as const } }

/** Sources that are gone for long. */
export function deadSources(stage: () => ViewerStage): void {
  test.concurrent(
    'a primary source that dies has the backup on air, and the primary again once it is back',
    NOISY_MACHINE,
    async () => {
      const { stack, site, newSource, onAir } = stage()
      const [primary, backup] = [await newSource(), await newSource()]
      const { id, playbackUrl } = await onAir('Backup', [primary, backup], COPY)
      await expectUnnoticed(site, playbackUrl, async (watch) => {
        const diedAt = performance.now()
        await primary.goAway()
        await switched(stack, id, 1)
        const value = performance.now() - diedAt
        tell({ what: 'death of the primary to its backup', value, bar: { atMost: 8000 } })
        await watch.untilPlayedOn(6)
        await primary.comeBack()
        await switched(stack, id, 2)
        await waitFor('one reader of the primary', () => primary.clients() === 1)
        await waitFor('the backup to be left alone', () => backup.clients() === 0)
        await watch.untilPlayedOn(8)
      })
      const events = await channelEvents(stack, id)
      expect(toldTwice(events), JSON.stringify(events)).toEqual([])
      const counts = countKinds(events)
      expect(counts['source-switched']).toBe(2)
      // A backup that is there in time needs no slate before it.
      expect(counts['slate-off'], JSON.stringify(events)).toBe(counts['slate-on'])
    },
  )

  test.concurrent(
    'with every source dead and the slate off the sequence waits, and goes on where it was',
    NOISY_MACHINE,
    async () => {
      const { stack, site, newSource, onAir } = stage()
      const [primary, backup] = [await newSource(), await newSource()]
      const { id, playbackUrl } = await onAir('No slate', [primary, backup], {
        ...COPY,
        slate: { enabled: false },
      })
      const { fatalErrors, violations } = await seeWhile(site, playbackUrl, async (watch) => {
        await Promise.all([primary.goAway(), backup.goAway()])
        await stack.api.waitForChannel(id, ({ status }) => status !== 'running')
        const before = await (await fetch(playbackUrl)).text()
        await stack.api.waitForChannel(id, ({ attempt }) => attempt >= 3, 60_000)
        expect(await (await fetch(playbackUrl)).text()).toContain(before.split('\n').at(-2))
        const backAt = performance.now()
        await Promise.all([primary.comeBack(), backup.comeBack()])
        await watch.untilPlayedOn(6)
        tell({ what: 'sources back to 6 s of picture', value: performance.now() - backAt })
      })
      // That nothing new is published is what was asked for.
      const wrong = violations.filter(({ rule }) => rule !== 'stale')
      expect({ fatalErrors, wrong }).toEqual({ fatalErrors: [], wrong: [] })
      const events = await channelEvents(stack, id)
      expect(toldTwice(events), JSON.stringify(events)).toEqual([])
      expect(countKinds(events)).not.toHaveProperty('slate-on')
    },
  )
}

/** Waits until a run on another source is on air for the so-and-so-manieth time. */
async function switched(stack: Stack, id: string, times: number): Promise<void> {
  const isOnAir = async () => {
    const kinds = (await channelEvents(stack, id)).map(({ kind }) => kind)
    const last = kinds.lastIndexOf('source-switched')
    const count = kinds.filter((kind) => kind === 'source-switched').length
    return count === times && kinds.lastIndexOf('first-segment') > last
  }
  await waitFor('the other source', isOnAir, { timeoutMs: 60_000, everyMs: 250 })
}
