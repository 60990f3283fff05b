import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { fileNumberOf } from '../cmaf/packaged-path.ts'
import type { TrackAddress } from './manifest.ts'
import type { PlacedPeriod } from './place-periods.ts'
import { element } from './xml.ts'

/**
 * Segments of a track in a period, by their numbers (ISO/IEC 23009-1 5.3.9.6). `begin`: presentation time of
 * the first one in ticks of 90 kHz; `timescale`: ticks a second of the track.
 */
export function segmentTemplate(
  { slots, offset }: PlacedPeriod,
  { media, init }: TrackAddress,
  { timescale, begin }: { timescale: number; begin: number },
): string {
  const ticks = (at: number) => Math.round((at * timescale) / TICKS)
  return element(
    'SegmentTemplate',
    {
      timescale,
      presentationTimeOffset: ticks(offset),
      startNumber: fileNumberOf(slots[0]?.path ?? ''),
      initialization: init,
      media,
    },
    [element('SegmentTimeline', {}, spans(slots, begin, ticks))],
  )
}

/** Equal lengths that follow one another are one entry. Ends are rounded, so that lengths do not add up their fractions. */
function spans(
  slots: PlacedPeriod['slots'],
  begin: number,
  ticks: (at: number) => number,
): string[] {
  const entries: { t?: number; d: number; r: number }[] = []
  let from = begin
  for (const { durationSeconds } of slots) {
    const to = from + durationSeconds * TICKS
    const d = ticks(to) - ticks(from)
    const last = entries.at(-1)
    if (last?.d === d) last.r++
    else entries.push({ ...(last === undefined ? { t: ticks(from) } : {}), d, r: 0 })
    from = to
  }
  return entries.map(({ t, d, r }) => element('S', { t, d, r: r === 0 ? null : r }))
}
