import { setTimeout as wait } from 'node:timers/promises'
import { NOISY_MACHINE } from '@cashbacktv/contract/noisy-machine'
import { expect, test } from 'vitest'
import type { MootSource, Speech } from '../../sources/live-source.ts'
import { ffmpegProcesses } from '../../stack/ffmpeg-processes.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { tell } from '../fleet/tell.ts'
import { channelEvents, toldTwice } from './channel-events.ts'
import { expectUnnoticed } from './unnoticed.ts'
import type { ViewerStage } from './viewer-stage.ts'

type Absence = {
  what: string
  seconds: number
  /** None where FFmpeg first has to find its way out of what it was given meanwhile. */
  backBar?: { atMost: number }
  begin(source: MootSource): Promise<void> | void
  end(source: MootSource): Promise<void> | void
}

const GONE = {
  backBar: { atMost: 4000 },
  begin: (source: MootSource) => source.goAway(),
  end: (source: MootSource) => source.comeBack(),
}
const speechless = (how: Speech) => ({
  begin: (source: MootSource) => source.speak(how),
  end: (source: MootSource) => source.speak('fully'),
})

const absences: Absence[] = [
  { what: 'is gone for two minutes', seconds: 120, ...GONE },
  { what: 'drips a byte now and then', seconds: 45, ...speechless('by the byte') },
  {
    what: 'accepts and sends nothing',
    seconds: 20,
    ...speechless('not at all'),
    backBar: GONE.backBar,
  },
  { what: 'is gone for 20 s', seconds: 20, ...GONE },
  { what: 'is gone for 3 s', seconds: 3, ...GONE },
]

/** Shorter ones are the reserve's: no slate is due. */
const SLATE_AFTER_SECONDS = 10
const PATIENCE = { ...NOISY_MACHINE, timeout: 240_000 }

/** The only source is of no use for a while. */
export function goneSources(stage: () => ViewerStage): void {
  test.concurrent.each(absences)('the only source $what', PATIENCE, async (absence) => {
    const { stack, site, newSource, onAir } = stage()
    const source = await newSource()
    const { id, playbackUrl } = await onAir(absence.what, [source], {
      output: { mode: 'copy' as const },
    })
    await expectUnnoticed(site, playbackUrl, async (watch) => {
      await goThrough(absence, source, playbackUrl)
      await watch.untilPlayedOn(10)
    })
    const events = await channelEvents(stack, id)
    expect(toldTwice(events), JSON.stringify(events)).toEqual([])
  })

  test.concurrent.each([
    { what: 'for 8 s', forGood: false },
    { what: 'for good', forGood: true },
  ])('FFmpeg stands still $what', PATIENCE, async ({ what, forGood }) => {
    const { stack, site, newSource, onAir } = stage()
    const { id, playbackUrl } = await onAir(`Stands still ${what}`, [await newSource()], {
      output: { mode: 'copy' as const },
    })
    await expectUnnoticed(site, playbackUrl, async (watch) => {
      const pid = ffmpegProcesses(`${stack.mediaDir}/${id}`)[0]?.pid ?? 0
      expect(pid).toBeGreaterThan(0)
      const before = await listed(playbackUrl)
      process.kill(pid, 'SIGSTOP')
      if (!forGood) {
        await wait(8000)
        process.kill(pid, 'SIGCONT')
      }
      await untilNewest('live', playbackUrl, before)
      await watch.untilPlayedOn(12)
    })
    const events = await channelEvents(stack, id)
    expect(toldTwice(events), JSON.stringify(events)).toEqual([])
  })
}

async function goThrough(
  { what, seconds, backBar, begin, end }: Absence,
  source: MootSource,
  url: string,
) {
  const diedAt = performance.now()
  await begin(source)
  if (seconds > SLATE_AFTER_SECONDS) {
    const value = (await untilNewest('slate', url)) - diedAt
    tell({ what: `source ${what}: to its slate on air`, value, bar: { atMost: 8000 } })
  }
  await wait(Math.max(0, seconds * 1000 - (performance.now() - diedAt)))
  const before = await listed(url)
  const backAt = performance.now()
  await end(source)
  const value = (await untilNewest('live', url, before)) - backAt
  tell({ what: `source ${what}: back to live on air`, value, ...(backBar ? { bar: backBar } : {}) })
}

/** Waits until the newest segment is one of the slate, or a live one that was not there `before`. */
async function untilNewest(
  what: 'slate' | 'live',
  url: string,
  before: readonly string[] = [],
): Promise<number> {
  const isNewest = async () => {
    const newest = (await listed(url)).at(-1) ?? ''
    return newest.includes('/slate000-') === (what === 'slate') && !before.includes(newest)
  }
  await waitFor(`the ${what} picture`, isNewest, { timeoutMs: 90_000, everyMs: 100 })
  return performance.now()
}

async function listed(url: string): Promise<string[]> {
  const text = await (await fetch(url)).text()
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}
