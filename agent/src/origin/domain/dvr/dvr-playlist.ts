import type { CueMode } from '@cashbacktv/contract'
import type { Packaging } from '../cmaf/packaged-slot.ts'
import type { Seal } from '../playback/seal.ts'
import { renderPlaylist } from '../playlist.ts'
import { neededSeconds } from '../target-duration.ts'
import type { Window } from '../window.ts'
import { type DvrRange, isOver } from './dvr-range.ts'
import type { DvrSlot } from './dvr-slot.ts'
import { goneBreaks, goneSlates, toldSince } from './gone-ranges.ts'
import { slateRanges, slatesAmong } from './slate-ranges.ts'

/** Players may leave out what is older than that many target durations (RFC 8216bis 4.4.3.8: at least 6). */
const SKIP_TARGETS = 6

export type DvrPlaylist = {
  slots: readonly DvrSlot[]
  /** Of the time just before them, as far as it is kept: a slate may have begun in it. */
  before?: readonly DvrSlot[]
  range: DvrRange
  /** The live window of the channel; null off air. */
  live: Window | null
  channelId: Window['channelId']
  rendition: string | null
  /** Of a channel that not everyone may watch. */
  seal: Seal | null
  /** The way to `/streams/`, where that is another than from the playlists of the channel. */
  toStreams?: string
  /** Of CMAF; absent where segments are listed as they are. */
  packaging?: Packaging | undefined
  /** What is said of breaks. */
  cues: CueMode
  /** Milliseconds since 1970. */
  now: number
}

/** Slots of a range under their own numbers; empty where nothing is kept of it. */
export function renderDvr(of: DvrPlaylist): string {
  const slots = unbroken(of.slots)
  const [first] = slots
  if (first === undefined) return ''
  const longest = slots.map(({ durationSeconds }) => neededSeconds(durationSeconds))
  const promised = of.live?.targetDurationSeconds ?? 1
  const targetDurationSeconds = longest.reduce((most, one) => Math.max(most, one), promised)
  const isClosed = isOver(of.range, of.now)
  const canSkip = SKIP_TARGETS * targetDurationSeconds
  const skipped = of.range.skips && !isClosed ? olderThan(slots, canSkip) : 0
  const before = unbroken([...(of.before ?? []), first]).slice(0, -1)
  const slates = slatesAmong(before, slots, isClosed)
  const delta = of.range.skipsRanges && skipped > 0 ? { before, slots, skipped, canSkip } : null
  const window = {
    channelId: of.channelId,
    mediaSequence: first.number,
    targetDurationSeconds,
    discontinuitySequence: first.discontinuityNumber - (first.discontinuity ? 1 : 0),
    segments: slots.slice(skipped),
  }
  return renderPlaylist(window, of.rendition, {
    toStreams: of.toStreams,
    below: 'dvr/',
    isClosed,
    skipped,
    seal: of.seal,
    packaging: of.packaging,
    cues: of.cues,
    all: slots,
    toldSince: delta === null ? null : toldSince(delta),
    removed: delta === null ? null : [...goneBreaks(delta, of.cues), ...goneSlates(delta, slates)],
    ranges: slateRanges(slates, skipped, delta === null ? null : toldSince(delta)),
    canSkipSeconds: isClosed ? null : canSkip,
  })
}

/**
 * A playlist counts without gaps. Where the numbers of a channel have jumped, as after its memory was
 * lost, it begins after that.
 */
function unbroken(slots: readonly DvrSlot[]): readonly DvrSlot[] {
  const jump = slots.findLastIndex(({ number }, at) => {
    const before = slots[at - 1]
    return before !== undefined && number !== before.number + 1
  })
  return jump === -1 ? slots : slots.slice(jump)
}

/** How many of them end before the last so many seconds. */
function olderThan(slots: readonly DvrSlot[], seconds: number): number {
  let left = seconds
  for (let at = slots.length - 1; at >= 0; at--) {
    left -= slots[at]?.durationSeconds ?? 0
    if (left < 0) return at
  }
  return 0
}
