import type { ChannelFormValues } from './channel-form.ts'
import { FIRST } from './ladder.ts'

/**
 * In kb/s by height: bit rates of H.264 in the table of variants of Apple's HLS authoring rules, in which 480
 * lines are between two. The first is also the cap of the default preset.
 */
const CAPS = { '1080': '6000', '720': '3000', '480': '1500', '360': '730' } as const
type Height = keyof typeof CAPS
/** The same table has 30 pictures a second at most below 540 lines. */
const HALVED_UP_TO = 480

/** Well-known ladders, the largest first. */
const LADDERS: readonly (readonly Height[])[] = [
  ['1080', '720', '480', '360'],
  ['1080', '720', '480'],
  ['720', '480'],
]

export type LadderPreset = {
  /** What a button that works without JavaScript too sends. */
  intent: string
  /** As it is called in every language. */
  name: string
  change: Pick<ChannelFormValues, 'output.renditions.0.height' | 'smaller' | 'caps' | 'halved'>
}

export const LADDER_PRESETS: readonly LadderPreset[] = LADDERS.map((heights) => {
  const [first = '', ...smaller] = heights
  const keyOf = (height: Height) => (height === first ? FIRST : height)
  return {
    intent: `ladder:${heights.join('-')}`,
    name: heights.join(' / '),
    change: {
      'output.renditions.0.height': first,
      smaller,
      caps: Object.fromEntries(heights.map((height) => [keyOf(height), CAPS[height]])),
      halved: heights.filter((height) => Number(height) <= HALVED_UP_TO).map(keyOf),
    },
  }
})
