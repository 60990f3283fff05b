import type { CreateChannelInput } from '@cashbacktv/contract'
import type { z } from 'zod'
import { type ChangingSource, startChangingTs } from '../../sources/changing-ts.ts'
import type { ClipOptions } from '../../sources/clip.ts'
import { startHttpTs } from '../../sources/http-ts.ts'
import type { LiveSource, MootSource } from '../../sources/live-source.ts'
import { launchPlayers } from '../../stack/browser.ts'
import { startPlayerSite } from '../../stack/player.ts'
import { type Stack, startStack } from '../../stack/start-stack.ts'
import { waitFor } from '../../stack/wait-for.ts'

/** Small and cheap. Keyframes so near that a copied segment stays within the target duration. */
export const SMALL = {
  width: 320,
  height: 180,
  seconds: 10,
  bitrateKbps: 300,
  keyframeSeconds: 0.4,
} satisfies ClipOptions

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

/**
 * A channel that offers its viewers a choice, of two pictures and two languages. What is looked into
 * is the larger picture, while players play whatever they choose.
 */
const CHOICE = {
  renditions: [
    { name: 'main', height: 180 },
    { name: 'low', height: 144 },
  ],
  audio: { language: 'tur', renditions: [{ name: 'eng', track: { language: 'eng' } }] },
}
const LANGUAGES = ['tur', 'eng']

/** `hasChoice`: channels have renditions and audio to choose from, and so encode. */
export async function startViewerStage({ hasChoice = false } = {}): Promise<ViewerStage> {
  const [stack, browser] = await Promise.all([startStack(), launchPlayers()])
  const players = await startPlayerSite(browser)
  const site: ViewerStage['site'] = {
    ...players,
    play: (url, behind) => players.play(url.replace(/\/main\.m3u8$/, '/index.m3u8'), behind),
  }
  const footage = hasChoice ? { ...SMALL, languages: LANGUAGES } : SMALL
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
    newSource: async () => kept(await startHttpTs(footage)),
    async newChangingSource(clockStart) {
      const source = kept(await startChangingTs(footage, clockStart))
      return { ...source, become: (next) => source.become({ ...footage, ...next }) }
    },
    async onAir(name, from, wish) {
      const list = from.map(({ url }) => ({ url }))
      const output = hasChoice ? { output: withChoice(wish.output) } : {}
      const made = { ...wish, ...output, name, sources: list }
      const { id, playbackUrl: address } = await stack.api.startNew(made)
      await stack.api.waitForChannel(id, ({ status }) => status === 'running')
      if (!hasChoice) return { id, playbackUrl: address }
      const hasAll = async () => /audio-eng\.m3u8.*low\.m3u8/s.test(await textOf(address))
      await waitFor('all that viewers can choose', hasAll)
      return { id, playbackUrl: address.replace('index', 'main') }
    },
    async close() {
      await site.close()
      await browser.close()
      await stack.stop()
      await Promise.all(sources.map((source) => source.close()))
    },
  }
}

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text()
}

function withChoice(output: Wish['output']): Wish['output'] {
  const audio = { ...output?.audio, ...CHOICE.audio }
  return { ...output, mode: 'transcode', renditions: CHOICE.renditions, audio }
}
