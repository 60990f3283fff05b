import type { AirFile } from '@cashbacktv/contract'
import { subtitleFolder } from '../../../domain/plan-ffmpeg/subtitle-tracks.ts'
import { type Broadcast, hasLive, isOnSlate } from '../broadcast.ts'
import { isLadderSlot } from '../ladder/shape-of.ts'
import { slateDueAt } from '../slate.ts'
import type { SlateClip } from '../slate-clip.ts'
import { expectedSeconds } from '../target-duration.ts'
import type { Window } from '../window.ts'
import type { NextSlate } from './observation.ts'
import type { SlateState } from './state.ts'

/** After an absence of ours of more than that the pace starts anew: a slate has nothing to catch up with. */
const ABSENT_MS = 1000

/** When the next segment of the slate is due, in milliseconds; null when none is. */
export function slateDue(wish: AirFile, broadcast: Broadcast, { clip }: SlateState): number | null {
  const { window, pace } = broadcast
  const last = window.segments.at(-1)
  return slateDueAt({
    ready: wish.slate.enabled && clip !== null && fits(clip, window),
    waiting: hasLive(broadcast, wish.hls.segmentSeconds),
    showing: isOnSlate(broadcast),
    anchor: last === undefined ? null : pace.anchor,
    owedMs: pace.owedMs,
    lastDurationSeconds: last?.durationSeconds ?? 0,
    expectedSeconds: expectedSeconds(wish.hls.segmentSeconds, window),
  })
}

/** Playlists of a ladder cannot go on with segments of none, nor the other way round. */
function fits({ segments }: SlateClip, window: Window): boolean {
  return (segments[0]?.ladder !== undefined) === isLadderSlot(window.segments.at(-1))
}

/** The segment of the slate that is to be shown now; null when none is. */
export function nextSlate(
  wish: AirFile,
  broadcast: Broadcast,
  slate: SlateState,
  now: number,
): NextSlate | null {
  const due = slateDue(wish, broadcast, slate)
  if (due === null || due > now || slate.clip === null) return null
  const { runId, count } = (isOnSlate(broadcast) ? slate.shown : null) ?? { runId: null, count: 0 }
  const { folder, segments } = slate.clip
  const at = count % segments.length
  const segment = segments[at]
  if (segment === undefined) return null
  const { file: from, durationSeconds, ...slot } = segment
  return {
    folder,
    from,
    slot,
    subtitles: (wish.audio.subtitles ?? []).map(({ name }) => subtitleFolder(name)),
    runId,
    file: `${String(count).padStart(8, '0')}.ts`,
    durationSeconds,
    first: at === 0,
    dueAt: now - due > ABSENT_MS ? now : due,
  }
}
