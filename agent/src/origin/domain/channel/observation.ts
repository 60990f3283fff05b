import type { AirFile, LadderFile, RunId } from '@cashbacktv/contract'
import type { Broadcast, SlateSegment } from '../broadcast.ts'
import type { PlacedCue } from '../cues/follow-breaks.ts'
import type { Taken } from '../intake.ts'
import type { SlotContent } from '../ladder/slot-files.ts'
import type { ListedSegment } from '../private-playlist.ts'
import type { SlateClip } from '../slate-clip.ts'
import type { SlateWish } from '../slate-wish.ts'
import type { Window } from '../window.ts'

/** What has been seen, as it was seen: what it means is for the step to say. */
export type ChannelObservation =
  /** It is time: nothing was asked for before. */
  | { kind: 'woken' }
  /** What is in air.json: `same` while it was not written again, `gone` when it was removed. */
  | { kind: 'air'; air: AirFile | 'same' | 'gone' }
  | { kind: 'resumed'; broadcast: Broadcast }
  /** Runs whose playlists are not as they were, and what cues of theirs have come. */
  | { kind: 'runs'; changed: readonly SeenRun[]; cues: readonly PlacedCue[] }
  /** What there is of slots that are complete. */
  | { kind: 'slots'; found: readonly FoundSlot[] }
  /** A segment of the slate is where players get it; null when it could not be put there. */
  | { kind: 'slate'; shown: ShownSlate | null }
  | { kind: 'clip'; clip: SlateClip }

export type SeenRun = {
  runId: RunId
  ladder: LadderFile | null
  segments: readonly ListedSegment[]
  closed: boolean
}

export type FoundSlot = { runId: RunId; file: string; durationSeconds: number; slot: SlotContent }

/** `dueAt` is when it counts as published. */
export type ShownSlate = { segment: SlateSegment; dueAt: number }

/** What is to be done, in its order. Some answer with an observation. */
export type ChannelEffect =
  | { kind: 'look-at-air' }
  | { kind: 'resume'; air: AirFile }
  | { kind: 'look-at-runs'; runIds: readonly RunId[]; hasCues: boolean }
  | { kind: 'show-slate'; slate: NextSlate }
  /** Complete segments, before they are published: audio is put where it is missing, and that of ladders beside their pictures. */
  | { kind: 'complete'; segments: readonly Taken[] }
  /** `path` is `<runId>/<file>`: it may be deleted at `at`. */
  | { kind: 'retire'; path: string; at: number }
  /** Nobody listens any more. */
  | { kind: 'off-air' }
  | { kind: 'write'; window: Window }
  /** What is on air is to be kept for later: all of it, or what is recorded. */
  | { kind: 'archive'; window: Window; isOnlyRecorded: boolean }
  /** A segment was longer than was promised. */
  | { kind: 'tell-raised'; from: number; to: number }
  | { kind: 'prepare-slate'; wish: SlateWish }
  /** The supervisor has taken the channel away; `known` when it had been wanted before. */
  | { kind: 'clear'; known: boolean }

/** The segment of the slate that is next, to be linked from its clip. */
export type NextSlate = {
  /** Folder of the clip, and the file in it; of a ladder, below its renditions. */
  folder: string
  from: string
  slot: SlotContent
  /** Names of the playlists of subtitles, which have none to be read. */
  subtitles: readonly string[]
  /** Null for a run of slates that begins. */
  runId: RunId | null
  file: string
  durationSeconds: number
  first: boolean
  dueAt: number
}

/** What a step comes to. */
export type Stepped<State> = { state: State; effects: readonly ChannelEffect[] }
