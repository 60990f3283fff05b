import type { AirFile, RunId } from '@cashbacktv/contract'
import type { Broadcast, BroadcastRules } from '../broadcast.ts'
import type { RunOutput } from '../intake.ts'
import type { Bitrates } from '../ladder/bitrates.ts'
import { runFile } from '../ladder/slot-files.ts'
import type { SlateClip } from '../slate-clip.ts'
import type { Window } from '../window.ts'

/** One channel as the origin knows it, as a value. Instants are milliseconds of a clock that never steps. */
export type ChannelState = {
  /** What the supervisor last said; null before its first word. */
  wish: AirFile | null
  /** Null until it has been gone on with from where it was left. */
  broadcast: Broadcast | null
  /** The window as it was last written down. */
  written: Window | null
  /** Of the runs that are to be on air, in their order. */
  outputs: readonly RunOutput[]
  slate: SlateState
  /** Of a ladder; since the origin began. */
  bitrates: Bitrates
  /** When segments were last found; 0 before any. */
  arrivedAt: number
  /** They come sooner after each other than they last. */
  inBurst: boolean
  /** A first segment is waited for. */
  impatient: boolean
  /** When air.json and the runs are to be looked at: most steps only publish. 0 is anew, whatever is new. */
  airAt: number
  lookAt: number
}

export type SlateState = {
  /** Can be put on air; null while none is made. */
  clip: SlateClip | null
  /** What a clip was last asked for, in one text. */
  preparedFor: string
  /** The run of slate segments that is on air, and how many of it were. */
  shown: { runId: RunId; count: number } | null
}

/** `clip` is one that an earlier origin had made. */
export function freshChannel(clip: SlateClip | null): ChannelState {
  return {
    wish: null,
    broadcast: null,
    written: null,
    outputs: [],
    slate: { clip, preparedFor: '', shown: null },
    bitrates: new Map(),
    arrivedAt: 0,
    inBurst: false,
    impatient: false,
    airAt: 0,
    lookAt: 0,
  }
}

export function rulesOf({ hls, reserveSegments }: AirFile): BroadcastRules {
  const { segmentSeconds, windowSegments } = hls
  return { segmentSeconds, windowSegments, reserveSegments }
}

/** Runs whose folders are needed. */
export function runsInUse({ wish, broadcast }: ChannelState): ReadonlySet<string> {
  const listed = broadcast?.window.segments ?? []
  const paths = listed.map(({ path }) => path.split('/', 1)[0] ?? '')
  return new Set<string>([...paths, ...(wish?.runs ?? []).map(({ runId }) => runId)])
}

/** The newest run that has brought something, and its newest segment below its folder; else the newest of all. */
export function newestRun({
  outputs,
}: ChannelState): { runId: RunId; segment: string | null } | null {
  const run = outputs.findLast(({ segments }) => segments.length > 0) ?? outputs.at(-1)
  if (run === undefined) return null
  const file = run.segments.at(-1)?.file ?? null
  return {
    runId: run.runId,
    segment: file === null ? null : runFile(run.ladder?.renditions[0] ?? null, file),
  }
}
