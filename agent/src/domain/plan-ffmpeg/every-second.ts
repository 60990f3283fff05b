import { pictureStep, type Rendition } from '@cashbacktv/contract'
import { rational } from './frame-rate.ts'

/** `renditions`: the largest first, each made from the one above it. `filters`: that FFmpeg has. */
type Ladder = {
  renditions: readonly Rendition[]
  rate: number | null
  filters: readonly string[]
}

/**
 * The filters by which a rendition gets every second picture: `before` it is made, where no smaller one
 * needs the others, or `after` that. None where it has all that come to it.
 */
export function everySecond(
  place: 'before' | 'after',
  index: number,
  { renditions, rate, filters }: Ladder,
): string[] {
  if (rate === null || placeOf(index, renditions, rate) !== place) return []
  return [
    // By the clock, not by counting: it is the same one of each pair also where the graph begins anew.
    `fps=${rational(rate, 2)}:round=up`,
    ...(filters.includes(PACKS_CAPTIONS) ? [] : ['sidedata=mode=delete:type=A53_CC']),
  ]
}

/**
 * Ahead of all of them where some have every second picture: what they begin with is the same one, from
 * which FFmpeg counts the time of keyframes that are asked for.
 */
export function beginTogether({ renditions, rate }: Pick<Ladder, 'renditions' | 'rate'>): string[] {
  const steps = new Set(renditions.map((one) => pictureStep(one, rate)))
  return steps.size > 1 ? ['select=gt(n\\,0)+not(mod(pts\\,2))'] : []
}

/** A filter of FFmpeg 6.1, which is the first whose `fps` saves the captions of pictures that it leaves out. Half of them is no text. */
const PACKS_CAPTIONS = 'ccrepack'

function placeOf(index: number, renditions: readonly Rendition[], rate: number) {
  const isHalf = renditions.map((one) => pictureStep(one, rate) === 2)
  const isHalfFrom = (from: number) => isHalf.slice(from).every(Boolean)
  if (!isHalf[index]) return null
  if (renditions.length === 1 || !isHalfFrom(index)) return 'after'
  return index > 0 && isHalfFrom(index - 1) ? null : 'before'
}
