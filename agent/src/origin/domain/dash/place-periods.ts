import type { PublishedSegment } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import { fileNumberOf, stemOf } from '../cmaf/packaged-path.ts'
import { VIDEO } from '../cmaf/packaged-slot.ts'
import { AUDIO, audioIn } from '../ladder/slot-files.ts'

/** A slot as it is numbered in the playlists. */
export type DashSlot = PublishedSegment & {
  /** Of the newest discontinuity up to it, its own included. */
  discontinuityNumber: number
  isMissing?: boolean | undefined
}

/** Where a period begins: in seconds on the timeline of the manifest, and in ticks of 90 kHz on that of its media. */
export type PeriodAnchor = { firstFile: number; start: number; offset: number }
/** Of what is listed, by what its slots have in common and its first file: a period begins where it began when its first slots are gone. */
export type PeriodAnchors = ReadonlyMap<string, PeriodAnchor>

/** Slots on one timeline, of the same tracks. */
export type PlacedPeriod = PeriodAnchor & {
  id: string
  slots: readonly DashSlot[]
  tracks: readonly string[]
  /** Presentation time of the first slot, in ticks of 90 kHz. */
  begin: number
}

/** Dates of runs that follow one another differ by this much from where the one before ends, without time being lost. */
const MOST_JOINED_SECONDS = 4

/**
 * The periods of slots: another one after each seam (ISO/IEC 23009-1 5.3.2.1), wherever the tracks are others, and
 * where a slot is missing, so that segments are numbered one after the other in each. `presentationOf` is null
 * of slots of which CMAF is not made. What is over begins at zero, all else when it was shown.
 */
export function placePeriods(
  slots: readonly DashSlot[],
  presentationOf: (slot: DashSlot, track: string) => number | null,
  { known, isStatic }: { known: PeriodAnchors; isStatic: boolean },
): PlacedPeriod[] {
  const placed: PlacedPeriod[] = []
  let end: number | null = isStatic ? 0 : null
  for (const [at, own] of split(slots).entries()) {
    const [first] = own
    const tracks = first === undefined ? [] : tracksOf(first)
    const begin = first && tracks[0] ? presentationOf(first, tracks[0]) : null
    if (first === undefined || begin === null) continue
    const firstFile = fileNumberOf(first.path)
    const start: number = isStatic ? (end ?? 0) : startAfter(end, first)
    const anchor = knownAnchor(known, first, at === 0) ?? { firstFile, start, offset: begin }
    const id = `${first.discontinuityNumber}-${anchor.firstFile}`
    placed.push({ ...anchor, id, slots: own, tracks, begin })
    end = anchor.start + (begin - anchor.offset) / TICKS + secondsOf(own)
  }
  return placed
}

/** What is to be known of the periods the next time. */
export function anchorsOf(periods: readonly PlacedPeriod[]): PeriodAnchors {
  return new Map(
    periods.flatMap(({ slots: [first], firstFile, start, offset }) =>
      first === undefined
        ? []
        : [[`${anchorKey(first)} ${firstFile}`, { firstFile, start, offset }]],
    ),
  )
}

/**
 * Where the period of a slot is known to have begun: where it is the first one listed perhaps with slots that
 * are listed no more, else with this one. Earlier releases knew one period a run, by no file.
 */
function knownAnchor(known: PeriodAnchors, slot: DashSlot, isFirst: boolean): PeriodAnchor | null {
  const key = anchorKey(slot)
  const file = fileNumberOf(slot.path)
  const ofRun = [...known].filter(([name]) => name === key || name.startsWith(`${key} `))
  const anchors = ofRun.map(([, anchor]) => anchor).toSorted((a, b) => a.firstFile - b.firstFile)
  const isOwn = ({ firstFile }: PeriodAnchor) => (isFirst ? firstFile <= file : firstFile === file)
  return anchors.findLast(isOwn) ?? null
}

/** Names of the tracks of a slot, the largest picture first and subtitles last. */
export function tracksOf({ ladder }: Pick<DashSlot, 'ladder'>): string[] {
  if (ladder === undefined) return [VIDEO, AUDIO]
  const pictures = ladder.renditions.filter(({ bytes }) => bytes > 0)
  return [...pictures, ...audioIn(ladder), ...(ladder.subtitles ?? [])].map(({ name }) => name)
}

export function secondsOf(slots: readonly Pick<DashSlot, 'durationSeconds'>[]): number {
  return slots.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)
}

function split(slots: readonly DashSlot[]): DashSlot[][] {
  const periods: DashSlot[][] = []
  let before: DashSlot | null = null
  for (const slot of slots) {
    if (slot.isMissing) before = null
    else if (before !== null && follows(before, slot)) periods.at(-1)?.push(slot)
    else periods.push([slot])
    if (!slot.isMissing) before = slot
  }
  return periods
}

function follows(before: DashSlot, slot: DashSlot): boolean {
  return (
    !slot.discontinuity &&
    anchorKey(before) === anchorKey(slot) &&
    fileNumberOf(slot.path) === fileNumberOf(before.path) + 1 &&
    String(tracksOf(before)) === String(tracksOf(slot))
  )
}

function anchorKey({ path, discontinuityNumber }: DashSlot): string {
  return `${discontinuityNumber} ${stemOf(path)}`
}

/** Never before the period before it ends: players would cut that short. */
function startAfter(end: number | null, { programDateTime }: DashSlot): number {
  const shownAt = Date.parse(programDateTime) / 1000
  return end !== null && shownAt <= end + MOST_JOINED_SECONDS ? end : shownAt
}
