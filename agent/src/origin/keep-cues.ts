import { closeSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelId, RunId } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { CUE_FILE } from '../domain/plan-ffmpeg/cue-files.ts'
import { TICKS } from '../domain/transport-stream/clock.ts'
import { readRunClock } from '../files/run-clock.ts'
import type { SeenRun } from './domain/channel/observation.ts'
import { firstPicture } from './domain/cues/first-picture.ts'
import type { PlacedCue } from './domain/cues/follow-breaks.ts'
import { placeCue, type RunClocks } from './domain/cues/place-cue.ts'
import { readSplice } from './domain/cues/splice-section.ts'
import { splitSections } from './domain/cues/split-sections.ts'
import { runFile } from './domain/ladder/slot-files.ts'
import type { OriginLog } from './ports.ts'
import { readHead } from './read-head.ts'

/** Reads what runs write down of the breaks that their sources announce. */
export type CueKeeper = {
  /** Cues that have come since the last look, of runs that have new segments; never throws. */
  look(changed: readonly SeenRun[]): PlacedCue[]
  /** The run whose source's clock has jumped, so that only another run knows where its breaks are. */
  lost(): RunId | null
  forget(): void
}

type RunCues = {
  /** Bytes that were read; null before the first look. */
  read: number | null
  /** Bytes that have been given back. */
  freed: number
  /** Of those that nobody could place yet, and whether they have come since the first look. */
  waiting: { section: Buffer; isFresh: boolean }[]
}

/** Runs remembered: those of a change overlap. */
const MOST_RUNS = 4
/** Before the first picture: tables, and audio that comes ahead. */
const HEAD_BYTES = 188 * 700
/** Of those of a look: a hostile source sends thousands. */
const MOST_AT_ONCE = 32
const MOST_BYTES = 256 * 1024
/** Days of usual cues. What a flood of them fills is given back. */
const MOST_KEPT_BYTES = 4 * 1024 * 1024

export function keepCues(runsFolder: string, channelId: ChannelId, log: OriginLog): CueKeeper {
  const runs = new LRUCache<RunId, RunCues>({ max: MOST_RUNS })
  let lost: RunId | null = null

  function look(changed: readonly SeenRun[]): PlacedCue[] {
    return changed.flatMap((seen) => {
      try {
        return lookAt(seen)
      } catch (error) {
        log.warn({ channelId, why: String(error) }, 'Cues of a run cannot be read')
        return []
      }
    })
  }

  function lookAt(seen: SeenRun): PlacedCue[] {
    const { runId } = seen
    const run = runs.get(runId) ?? { read: null, freed: 0, waiting: [] }
    runs.set(runId, run)
    const folder = join(runsFolder, runId)
    takeNew(join(folder, CUE_FILE), run)
    const clocks = run.waiting.length === 0 ? null : clocksOf(folder, seen)
    if (clocks === null) return []
    const cues = run.waiting.flatMap((one) => placed(one, clocks, runId))
    run.waiting = []
    return cues
  }

  function placed(
    { section, isFresh }: RunCues['waiting'][number],
    clocks: RunClocks,
    runId: RunId,
  ): PlacedCue[] {
    return readSplice(section).flatMap((cue) => {
      const date = placeCue(cue.at, clocks)
      if (date !== null) return [{ ...cue, date, hex: section.toString('hex') }]
      if (isFresh && lost !== runId) {
        log.warn({ channelId, runId }, 'The clock of a source has jumped: its breaks have no place')
        lost = runId
      }
      return []
    })
  }

  return {
    look,
    lost: () => lost,
    forget() {
      runs.clear()
      lost = null
    },
  }
}

/** What comes too thick is left out. */
function takeNew(path: string, run: RunCues): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const isFresh = run.read !== null
  const from = Math.max(run.read ?? 0, size - MOST_BYTES)
  run.read = from
  if (size <= from) return
  const { sections, used } = splitSections(readFrom(path, from, size - from))
  run.read = from + used
  if (run.read - run.freed > MOST_KEPT_BYTES) free(path, run)
  const fresh = sections.map((section) => ({ section: Buffer.from(section), isFresh }))
  run.waiting = [...run.waiting, ...fresh].slice(-MOST_AT_ONCE)
}

/** FFmpeg writes on where it was, behind what takes no room any more. */
function free(path: string, run: RunCues): void {
  run.freed = run.read ?? 0
  try {
    truncateSync(path, 0)
  } catch {
    // It belongs to another user: it goes with its run.
  }
}

function readFrom(path: string, from: number, length: number): Buffer {
  const handle = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(handle, bytes, 0, length, from))
  } finally {
    closeSync(handle)
  }
}

/**
 * Null while it is not known: the agent reads in the log of a run where its source begins, and the
 * first segment of a run may begin with audio.
 */
function clocksOf(folder: string, { segments, ladder }: SeenRun): RunClocks | null {
  const clock = readRunClock(folder)
  const segment = segments.findLast(({ index }) => index > 0)
  if (clock === null || segment === undefined) return null
  const file = runFile(ladder?.renditions[0] ?? null, segment.file)
  const pts = firstPicture(readHead(join(folder, file), HEAD_BYTES))
  if (pts === null || !Number.isFinite(segment.startsAt)) return null
  const { startsAt: date, durationSeconds: seconds } = segment
  return { sourceStart: clock.sourceStartSeconds * TICKS, slot: { pts, date, seconds } }
}
