import type { ChannelView } from '@cashbacktv/contract'

type Renditions = ChannelView['output']['renditions']

/** Heights that are offered for the smaller renditions of a ladder. */
const OFFERED = ['1080', '720', '576', '480', '360', '240']

/** Those that are smaller than the first rendition, and what was chosen or set over the API. */
export function offeredHeights(smaller: readonly string[], first: string): string[] {
  const fitting = OFFERED.filter((height) => first === '' || Number(height) < Number(first))
  const all = [...new Set([...fitting, ...smaller])]
  return all.toSorted((a, b) => Number(b) - Number(a))
}

/** The renditions beside the first one, by their heights, as they are typed. */
export function smallerOf([, ...others]: Renditions): string[] {
  return others.map(({ height }) => (height === null ? '' : String(height)))
}

/**
 * The first rendition with those of the heights that were chosen. Those that are there keep their
 * names, since players have loaded playlists of these.
 */
export function ladderOf(
  first: unknown,
  smaller: readonly string[],
  before: Renditions,
): unknown[] {
  const others = before.slice(1)
  const taken = new Set([before[0]?.name, ...others.map(({ name }) => name)])
  const added = smaller.map((typed) => {
    const height = typed === '' ? null : Number(typed)
    const known = others.find((one) => one.height === height)
    if (known) return known
    const name = typed === '' ? 'source' : `${typed}p`
    return { name: taken.has(name) ? `x${name}` : name, height }
  })
  return [first, ...added]
}
