import type { CueMode, ListedBreak, PublishedSegment } from '@cashbacktv/contract'

export type CuedSlot = Pick<PublishedSegment, 'programDateTime' | 'durationSeconds' | 'breaks'>
/** A slot on the timeline, in milliseconds since 1970. */
type Span = { from: number; to: number }
type AddTag = (at: number, tag: string) => void

/** The scheme under which DASH carries the same sections. */
const CLASS = 'urn:scte:scte35:2013:bin'
type CueOptions = { all?: readonly CuedSlot[]; toldSince?: number | null }

/** Far more than there are in the longest list: a hostile source makes up thousands. */
const MOST_LISTED = 500

/**
 * The tags of breaks before each of the listed slots, by their place. `all` are slots that a player
 * has, those that are left out included. What was told of last before `toldSince`, in milliseconds since
 * 1970, is left out, for a player that has asked for that (RFC 8216bis 6.2.5.1).
 */
export function cueTags(
  listed: readonly CuedSlot[],
  mode: CueMode,
  { all = listed, toldSince = null }: CueOptions = {},
): Map<number, string[]> {
  const tags = new Map<number, string[]>()
  const known = listed.length === 0 ? [] : listedBreaks(all, mode)
  const breaks = known.filter(({ until }) => toldSince === null || until >= toldSince)
  if (breaks.length === 0) return tags
  const add: AddTag = (at, tag) => tags.set(at, [...(tags.get(at) ?? []), tag])
  const spans = listed.map(spanOf)
  for (const one of breaks) add(placeOf(spans, Date.parse(one.startsAt)), dateRange(one))
  if (mode === 'daterange-and-cue-out') for (const one of breaks) addCueOut(spans, one, add)
  return tags
}

/** `until` when is told of it, in milliseconds since 1970. */
type FoundBreak = ListedBreak & { until: number }

/** Each as it was last told of; what was announced, as the newest slot has it, since it may be called off. */
export function listedBreaks(slots: readonly CuedSlot[], mode: CueMode): FoundBreak[] {
  if (mode === 'off') return []
  const found = new Map<string, FoundBreak>()
  for (const [at, slot] of slots.entries()) {
    if (slot.breaks === undefined) continue
    const { to } = spanOf(slot)
    for (const one of slot.breaks) {
      const hasBegun = Date.parse(one.startsAt) < to
      if (hasBegun || at === slots.length - 1) found.set(one.id, { ...one, until: to })
    }
  }
  return [...found.values()].slice(-MOST_LISTED)
}

function dateRange({ id, startsAt, plannedSeconds, seconds, ...section }: ListedBreak): string {
  const attributes = [
    ...[`ID="${id}"`, `CLASS="${CLASS}"`, `START-DATE="${startsAt}"`],
    ...(seconds === undefined ? [] : [`DURATION=${seconds.toFixed(3)}`]),
    ...(plannedSeconds === undefined ? [] : [`PLANNED-DURATION=${plannedSeconds.toFixed(3)}`]),
    `SCTE35-OUT=0x${section.out.toUpperCase()}`,
    ...(section.in === undefined ? [] : [`SCTE35-IN=0x${section.in.toUpperCase()}`]),
  ]
  return `#EXT-X-DATERANGE:${attributes.join(',')}`
}

/** The slot in which it begins, the first where that is gone, and the newest where it is to come. */
function placeOf(spans: readonly Span[], date: number): number {
  const at = spans.findIndex(({ to }) => date < to)
  return at === -1 ? spans.length - 1 : at
}

/** These tags stand between slots: at the edge that is nearest. */
function addCueOut(spans: readonly Span[], one: FoundBreak, add: AddTag): void {
  const { plannedSeconds, seconds } = one
  const start = Date.parse(one.startsAt)
  const length = plannedSeconds === undefined ? '' : plannedSeconds.toFixed(3)
  const out = edgeAt(spans, start)
  // Of one that was on air when the channel went off the air nobody tells the end.
  const back = edgeAt(spans, seconds === undefined ? one.until : start + seconds * 1000)
  if (out === back) return
  if (out >= 0) add(out, `#EXT-X-CUE-OUT${length && `:${length}`}`)
  for (const [at, { from }] of spans.entries()) {
    if (at <= out || at >= back) continue
    const elapsed = Math.max(0, (from - start) / 1000).toFixed(3)
    add(at, `#EXT-X-CUE-OUT-CONT:${elapsed}${length && `/${length}`}`)
  }
  if (back < spans.length) add(back, '#EXT-X-CUE-IN')
}

/**
 * The place of the slot at whose begin an instant is, to the nearest: -1 for one before the first, and
 * their number for one that comes after the last.
 */
function edgeAt(spans: readonly Span[], date: number): number {
  const [first] = spans
  if (first !== undefined && date < first.from - (first.to - first.from) / 2) return -1
  const at = spans.findIndex(({ from, to }) => date < (from + to) / 2)
  return at === -1 ? spans.length : at
}

function spanOf({ programDateTime, durationSeconds }: CuedSlot): Span {
  const from = Date.parse(programDateTime)
  return { from, to: from + durationSeconds * 1000 }
}
