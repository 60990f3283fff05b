import { SLATE_CLASS } from '@cashbacktv/contract/slate-class'
import { isSlate } from '../broadcast.ts'
import { type DvrSlot, pathOnAir } from './dvr-slot.ts'

/** Of a source that comes and goes for days; the newest are listed. */
const MOST_LISTED = 500

type Slate = { at: number; from: number; seconds: number; isOpen: boolean }

/**
 * Tags of the slates among slots, by the place of the first slot of each after `skipped` ones; those
 * of slots that are skipped stand at the first, as date ranges are never left out (RFC 8216bis 6.2.5.1).
 * One that may go on has no duration.
 */
export function slateRanges(
  slots: readonly DvrSlot[],
  skipped: number,
  isClosed: boolean,
): Map<number, string[]> {
  const slates: Slate[] = []
  for (const [at, slot] of slots.entries()) {
    if (!isSlate({ ...slot, path: pathOnAir(slot) })) continue
    const isOpen = !isClosed && at === slots.length - 1
    const before = slates.at(-1)
    if (before !== undefined && isSlateAt(slots, at - 1)) {
      before.seconds += slot.durationSeconds
      before.isOpen = isOpen
    } else {
      const from = Date.parse(slot.programDateTime)
      slates.push({ at, from, seconds: slot.durationSeconds, isOpen })
    }
  }
  const tags = new Map<number, string[]>()
  for (const slate of slates.slice(-MOST_LISTED)) {
    const at = Math.max(0, slate.at - skipped)
    tags.set(at, [...(tags.get(at) ?? []), tagOf(slate)])
  }
  return tags
}

function isSlateAt(slots: readonly DvrSlot[], at: number): boolean {
  const slot = slots[at]
  return slot !== undefined && isSlate({ ...slot, path: pathOnAir(slot) })
}

function tagOf({ from, seconds, isOpen }: Slate): string {
  const start = new Date(from).toISOString()
  const duration = isOpen ? '' : `,DURATION=${seconds.toFixed(3)}`
  return `#EXT-X-DATERANGE:ID="slate-${from}",CLASS="${SLATE_CLASS}",START-DATE="${start}"${duration}`
}
