import {
  type AnalyticsChannel,
  type AnalyticsFigures,
  type AnalyticsInput,
  keysOf,
} from '@cashbacktv/contract'
import { type ChannelRollup, emptyChannelRollup } from './channel-rollup.ts'
import { amountsOf, playerFiguresOf } from './player-amounts.ts'

/** Of no channel. */
export const NOTHING: AnalyticsFigures = figuresOf({ ...emptyChannelRollup(), restarts: 0 })

/** Amounts as they are told, restarts included. */
export type Counted = ChannelRollup & { restarts: number }

export function figuresOf(counted: Counted): AnalyticsFigures {
  return {
    availability: availabilityOf(counted),
    observedSeconds: counted.observedSeconds,
    liveSeconds: counted.liveSeconds,
    impairedSeconds: counted.impairedSeconds,
    slateSeconds: counted.slateSeconds,
    darkSeconds: counted.darkSeconds,
    silenceSeconds: counted.silenceSeconds,
    viewersPeak: counted.viewersMax,
    viewerSeconds: counted.viewerSeconds,
    sentBytes: counted.sentBytes,
    restarts: counted.restarts,
    cpuSeconds: counted.cpuSeconds,
    droppedFrames: counted.droppedFrames,
    qualityScoreSeconds: counted.qualityScoreSeconds,
    qualitySeconds: counted.qualitySeconds,
    qualityScore: qualityOf(counted),
    ...amountsOf((name) => counted[name]),
    ...playerFiguresOf(counted),
  }
}

type Air = Pick<ChannelRollup, 'liveSeconds' | 'impairedSeconds' | 'slateSeconds' | 'darkSeconds'>

/** What was only just asked for, or not wanted, counts for nothing. */
export function availabilityOf(air: Air): number | null {
  const { liveSeconds, impairedSeconds, slateSeconds, darkSeconds } = air
  const live = liveSeconds + impairedSeconds
  const wanted = live + slateSeconds + darkSeconds
  return wanted > 0 ? live / wanted : null
}

type Scored = Pick<ChannelRollup, 'qualityScoreSeconds' | 'qualitySeconds'>

/** Mean estimate; null where there was none. */
export function qualityOf({ qualityScoreSeconds, qualitySeconds }: Scored): number | null {
  return qualitySeconds > 0 ? qualityScoreSeconds / qualitySeconds : null
}

/** All channels together; their peak is not the sum of peaks that came at other times. */
export function totalOf(
  channels: readonly AnalyticsFigures[],
  viewersPeak: number,
): AnalyticsFigures | null {
  const [first, ...rest] = channels
  if (!first) return null
  const total = { ...first }
  for (const figures of rest) {
    for (const name of ADDED) total[name] += figures[name]
  }
  const shares = { availability: availabilityOf(total), qualityScore: qualityOf(total) }
  return { ...total, viewersPeak, ...shares, ...playerFiguresOf(total) }
}

const ADDED = [
  ...(['observedSeconds', 'liveSeconds', 'impairedSeconds', 'slateSeconds'] as const),
  ...(['darkSeconds', 'silenceSeconds', 'viewerSeconds', 'sentBytes'] as const),
  ...(['restarts', 'cpuSeconds', 'droppedFrames'] as const),
  ...(['qualityScoreSeconds', 'qualitySeconds'] as const),
  ...keysOf(amountsOf(() => 0)),
]

/** What is not known comes last, and names tell between equals. */
export function sorted(
  channels: readonly AnalyticsChannel[],
  { sort, order }: Pick<AnalyticsInput, 'sort' | 'order'>,
): AnalyticsChannel[] {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const byName = (a: AnalyticsChannel, b: AnalyticsChannel) =>
    compare(a.name ?? '', b.name ?? '') || compare(a.channelId, b.channelId)
  const sign = order === 'asc' ? 1 : -1
  if (sort === 'name') return channels.toSorted((a, b) => sign * byName(a, b))
  return channels.toSorted((a, b) => {
    const [left, right] = [a.figures[sort], b.figures[sort]]
    if (left === right) return byName(a, b)
    if (left === null) return 1
    return right === null ? -1 : sign * (left - right)
  })
}
