import type {
  ReadableSource,
  Reason,
  RunRecord,
  SourceFacts,
  TakenTracks,
} from '@cashbacktv/contract'
import { type ErrorCounts, NO_ERRORS } from '../domain/input-figures/input-errors.ts'
import { NO_PACKETS, type PacketWindow } from '../domain/input-figures/packet-window.ts'
import { NO_QUANTISERS, type QuantiserWindow } from '../domain/quality/quantiser-window.ts'
import type { Pace } from '../domain/runs/pace.ts'
import type { Ffmpeg, LogFile, ProcSample, Progress, RunOutput, RunSight } from '../ports.ts'
import type { ContentSight } from './content-sight.ts'
import type { LevelledAudio } from './levelled-audio.ts'

/** What a run was planned with, and what it sees. */
export type Sight = {
  log: RunSight
  /** Null when nothing was known of the source. */
  planned: SourceFacts | null
  withoutAudio: boolean
  /** Null until it has opened its source. */
  facts: SourceFacts | null
  taken: TakenTracks | null
  /** Since when it would be planned as something else, and when that was last told. */
  differs: { since: number; toldAt: number } | null
  /** When FFmpeg made its connection anew, and what it could not decode since. */
  reopened: { at: number; undecoded: number } | null
  /** What it found out that its end does not say. */
  problem: Reason | null
  /** What its log told of damage to what came in. */
  errors: ErrorCounts
}

export function sightOf(
  log: RunSight,
  planned: SourceFacts | null,
  taken: TakenTracks | null,
  withoutAudio: boolean,
): Sight {
  const nothing = { facts: null, differs: null, reopened: null, problem: null, errors: NO_ERRORS }
  return { log, planned, withoutAudio, taken, ...nothing }
}

/** What the effects know of a run that has its process: its record, and what is seen of it. */
export type RunHandle = RunRecord & {
  /** Started by an earlier agent: it cannot be waited for, only watched. */
  adopted: boolean
  runDir: string
  /** Folder whose private playlist is watched. */
  outputDir: string
  log: LogFile
  logFile: string
  /** To hide its secrets in the log; with an empty address where it is no longer known. */
  source: ReadableSource
  progress: Progress | null
  pace: Pace
  quantisers: QuantiserWindow
  packets: PacketWindow
  content: ContentSight
  output: RunOutput
  sight: Sight
  proc: ProcSample | null
  /** Null where its audio is put out as loud as it comes. */
  level: LevelledAudio | null
  /** It hands on what comes: it has no pictures of its own to look at. */
  isCopy: boolean
}

type Places = Pick<
  RunHandle,
  | ('adopted' | 'runDir' | 'outputDir' | 'logFile' | 'source' | 'sight')
  | ('content' | 'level' | 'isCopy')
>

/** Of a run of which nothing has been seen yet. */
export function handleOf(
  record: RunRecord,
  places: Places,
  { openLog }: Pick<Ffmpeg, 'openLog'>,
): RunHandle {
  const log = openLog(places.logFile)
  const nothing = { progress: null, pace: [], quantisers: NO_QUANTISERS, packets: NO_PACKETS }
  return { ...record, ...places, log, ...nothing, output: NO_OUTPUT, proc: null }
}

const NO_OUTPUT: RunOutput = { segments: 0, lastSegmentAt: null, bitrateKbps: null }
