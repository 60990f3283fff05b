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

/** Caps of renditions, in kb/s as they are typed: of the `first`, and of others by their heights as they are typed. */
export type Caps = Readonly<Record<string, string>>
export const FIRST = 'first'
const CAP = 'output.cap.'

/** Name of the control of a cap. */
export function capName(key: string): string {
  return `${CAP}${key}`
}

export function capsOf(renditions: Renditions): Caps {
  return Object.fromEntries(
    renditions.flatMap(({ height, maxBitrateKbps }, at) =>
      maxBitrateKbps === undefined
        ? []
        : [[at === 0 ? FIRST : String(height ?? ''), String(maxBitrateKbps)]],
    ),
  )
}

export function readCaps(data: FormData): Caps {
  return Object.fromEntries(
    [...data].flatMap(([name, typed]) =>
      name.startsWith(CAP) && String(typed).trim() !== ''
        ? [[name.slice(CAP.length), String(typed).trim()]]
        : [],
    ),
  )
}

/** Name of the controls by which renditions are chosen that have half the frame rate, each by its key as of caps. */
export const HALVED = 'output.halved'

export function halvedOf(renditions: Renditions): string[] {
  return renditions.flatMap(({ height, frameRate }, at) =>
    frameRate === 'half' ? [at === 0 ? FIRST : String(height ?? '')] : [],
  )
}

export type LadderValues = {
  /** Heights of the renditions beside the first. */
  smaller: readonly string[]
  caps: Caps
  /** Which of them have half the frame rate. */
  halved: readonly string[]
}

/** What is no number goes as it is typed, to be refused. */
function withOwn(rendition: object, key: string, { caps, halved }: LadderValues): object {
  const own: { maxBitrateKbps?: unknown; frameRate?: unknown } = { ...rendition }
  const { maxBitrateKbps: _cap, frameRate: _rate, ...rest } = own
  const typed = caps[key] ?? ''
  const cap = Number.isFinite(Number(typed)) ? Number(typed) : typed
  return {
    ...rest,
    ...(typed === '' ? {} : { maxBitrateKbps: cap }),
    ...(halved.includes(key) ? { frameRate: 'half' } : {}),
  }
}

/** The renditions beside the first one, by their heights, as they are typed. */
export function smallerOf([, ...others]: Renditions): string[] {
  return others.map(({ height }) => (height === null ? '' : String(height)))
}

/**
 * The first rendition with those of the heights that were chosen. Those that are there keep their
 * names, since players have loaded playlists of these.
 */
export function ladderOf(first: unknown, values: LadderValues, before: Renditions): unknown[] {
  const others = before.slice(1)
  const taken = new Set([before[0]?.name, ...others.map(({ name }) => name)])
  const added = values.smaller.map((typed) => {
    const height = typed === '' ? null : Number(typed)
    const known = others.find((one) => one.height === height)
    const name = typed === '' ? 'source' : `${typed}p`
    const rendition = known ?? { name: taken.has(name) ? `x${name}` : name, height }
    return withOwn(rendition, typed, values)
  })
  return [withOwn(Object(first), FIRST, values), ...added]
}
