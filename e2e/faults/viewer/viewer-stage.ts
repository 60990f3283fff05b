import type { CreateChannelInput } from '@cashbacktv/contract'
import type { z } from 'zod'
import { type ChangingSource, startChangingTs } from '../../sources/changing-ts.ts'
import type { ClipOptions } from '../../sources/clip.ts'
import { startHttpTs } from '../../sources/http-ts.ts'
import type { LiveSource, MootSource } from '../../sources/live-source.ts'
import { launchPlayers } from '../../stack/browser.ts'
import { startPlayerSite } from '../../stack/player.ts'
import { type Stack, startStack } from '../../stack/start-stack.ts'

/** Small and cheap. Keyframes so near that a copied segment stays within the target duration. */
export const SMALL: ClipOptions = {
  width: 320,
  height: 180,
  seconds: 10,
  bitrateKbps: 300,
  keyframeSeconds: 0.4,
}

/** One product, one browser and many sources for several faults at the same time. */
export type ViewerStage = {
  stack: Stack
  site: Awaited<ReturnType<typeof startPlayerSite>>
  newSource(): Promise<MootSource>
  /** Closed with the stage. */
  keep<S extends LiveSource>(source: S): S
  newChangingSource(clockStart?: number): Promise<ChangingSource>
  /** A channel of these sources that is running. */
  onAir(
    name: string,
    sources: LiveSource[],
    wish: Wish,
  ): Promise<{ id: string; playbackUrl: string }>
  close(): Promise<void>
}

type Wish = Partial<z.input<typeof CreateChannelInput>>

/** The primary source gets a channel back sooner than by default, so that it can be watched. */
const SETTINGS = { primaryReturnSeconds: 5, sourceSwitchSeconds: 5 }

export async function startViewerStage(): Promise<ViewerStage> {
  const [stack, browser] = await Promise.all([startStack(), launchPlayers()])
  const site = await startPlayerSite(browser)
  const sources: LiveSource[] = []
  const kept = <S extends LiveSource>(source: S): S => {
    sources.push(source)
    return source
  }
  await stack.api.send('PUT', '/settings', SETTINGS)
  return {
    stack,
    site,
    keep: kept,
    newSource: async () => kept(await startHttpTs(SMALL)),
    newChangingSource: async (clockStart) => kept(await startChangingTs(SMALL, clockStart)),
    async onAir(name, from, wish) {
      const list = from.map(({ url }) => ({ url }))
      const { id, playbackUrl } = await stack.api.createChannel({ ...wish, name, sources: list })
      await stack.api.act(id, 'start')
      await stack.api.waitForChannel(id, ({ status }) => status === 'running')
      return { id, playbackUrl }
    },
    async close() {
      await site.close()
      await browser.close()
      await stack.stop()
      await Promise.all(sources.map((source) => source.close()))
    },
  }
}
