import type { DvrSlot } from '../domain/dvr/dvr-slot.ts'
import { type Bitrates, withSlot } from '../domain/ladder/bitrates.ts'
import { renderMultivariant } from '../domain/ladder/multivariant.ts'
import type { ShapeReader } from '../read-shapes.ts'

/** Slots that the bitrates are taken from. */
const MEASURED = 300

/** The multivariant playlist of slots that are kept; empty while nothing is known of how they look. */
export function pastMultivariant(
  shapes: ShapeReader,
  slots: readonly DvrSlot[],
  query: string,
): string {
  const last = slots.at(-1)
  if (last === undefined) return ''
  const bitrates = slots.slice(-MEASURED).reduce<Bitrates>((known, slot) => {
    return slot.ladder === undefined ? known : withSlot(known, slot.ladder, slot.durationSeconds)
  }, {})
  const variants = shapes.variants(last)
  if (variants.length === 0) return ''
  return renderMultivariant({ variants, audio: shapes.audio(last), bitrates, query })
}
