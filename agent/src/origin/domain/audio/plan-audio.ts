import type { AacAudio } from '@cashbacktv/contract'
import { since, TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import { frameTicks } from './adts.ts'
import type { AudioUnit, Units } from './read-units.ts'

/** What becomes of the audio of one segment, in the order of time. */
export type AudioPlan = {
  parts: readonly AudioPart[]
  /** Where the audio ends then. */
  endPts: number
  /** Frames of the source that are kept, those left out because their time is over, and silent ones. */
  kept: number
  dropped: number
  silent: number
}

export type AudioPart =
  | { kind: 'source'; unit: AudioUnit }
  | { kind: 'silence'; pts: number; frames: number }

/** Less is no loss: the rest of it comes with the next segment. */
const TAIL_TICKS = TICKS * 0.3
/** What is further from the picture belongs to another time. */
const NEAR_TICKS = TICKS * 1.5
/** Frames; players close smaller gaps by themselves. */
const LEAST_GAP = 2

/**
 * Lets the audio go on without a gap from where it ended before until the picture's end. What the
 * source sends of times that are over is left out: viewers have heard silence then.
 * `seconds` is how long the segment lasts; null where there is no picture to go by.
 */
export function planAudio(
  { pictures, hasAudio }: Units,
  audio: AacAudio,
  before: number | null,
  seconds: number,
): AudioPlan | null {
  const first = pictures[0]
  if (first === undefined) return null
  const base = first.dts
  const frame = frameTicks(audio)
  const end = pictureEnd(pictures, base, seconds)
  const parts: AudioPart[] = []
  const counts = { kept: 0, dropped: 0, silent: 0 }
  let cursor = startOf(base, since(base, first.pts), before, hasAudio[0])
  const silence = (frames: number) => {
    if (frames <= 0) return
    parts.push({ kind: 'silence', pts: wrapped(base + cursor), frames })
    cursor += frames * frame
    counts.silent += frames
  }
  for (const unit of hasAudio) {
    const at = since(base, unit.pts)
    if (at < cursor - frame || at > end + NEAR_TICKS) {
      counts.dropped += unit.frames
      continue
    }
    const missing = Math.round((at - cursor) / frame)
    if (missing >= LEAST_GAP) silence(missing)
    parts.push({ kind: 'source', unit })
    counts.kept += unit.frames
    cursor = at + unit.frames * frame
  }
  const isOurs = parts.at(-1)?.kind !== 'source'
  if (isOurs || end - cursor > TAIL_TICKS) silence(Math.round((end - cursor) / frame))
  return { parts, endPts: wrapped(base + cursor), ...counts }
}

/** Where the audio has to go on: where it ended, else with its own begin, else with the picture. */
function startOf(
  base: number,
  picture: number,
  before: number | null,
  first: AudioUnit | undefined,
): number {
  const ended = before === null ? null : since(base, before)
  if (ended !== null && Math.abs(ended - picture) <= NEAR_TICKS) return ended
  const begun = first === undefined ? null : since(base, first.pts)
  if (begun !== null && Math.abs(begun - picture) <= NEAR_TICKS) return begun
  return picture
}

function pictureEnd(pictures: Units['pictures'], base: number, seconds: number): number {
  let last = 0
  for (const { pts } of pictures) last = Math.max(last, since(base, pts))
  const lastDts = since(base, pictures.at(-1)?.dts ?? base)
  const each = pictures.length > 1 ? lastDts / (pictures.length - 1) : seconds * TICKS
  return last + Math.max(0, each)
}
