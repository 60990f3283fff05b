import { join } from 'node:path'
import type { ChannelId, RunId } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { CUE_FILE } from '../../domain/plan-ffmpeg/cue-files.ts'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { readRunClock } from '../../files/run-clock.ts'
import type { SeenRun } from '../domain/channel/observation.ts'
import { firstPicture } from '../domain/cues/first-picture.ts'
import type { PlacedCue } from '../domain/cues/follow-breaks.ts'
import { placeCue, type RunClocks } from '../domain/cues/place-cue.ts'
import { readSplice } from '../domain/cues/splice-section.ts'
import { splitSections } from '../domain/cues/split-sections.ts'
import { runFile } from '../domain/ladder/slot-files.ts'
import type { OriginLog } from '../ports.ts'
import { type GrowingFile, openGrowingFile } from '../runs/growing-file.ts'
import { readHead } from '../segments/read-head.ts'

/** Reads what runs write down of the breaks that their sources announce. */
export type CueKeeper = {
  /** Cues that have come since the last look, of runs that have new segments; never throws. */
  look(changed: readonly SeenRun[]): PlacedCue[]
  /** The run whose source's clock has jumped, so that only another run knows where its breaks are. */
  lost(): RunId | null
  forget(): void
}

type RunCues = {
  file: GrowingFile
  /** It has been looked at before. */
  isKnown: boolean
  /** Of those that nobody could place yet, and whether they have come since the first look. */
  waiting: { section: Buffer; isFresh: boolean }[]
}

/** Runs remembered: those of a change overlap. */
const MOST_RUNS = 4
/** Before the first picture: tables, and audio that comes ahead. */
const HEAD_BYTES = 188 * 700
/** Of those of a look: a hostile source sends thousands. */
const MOST_AT_ONCE = 32
const MOST_PACKETS = 1400

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
    const folder = join(runsFolder, runId)
    const run = runs.get(runId) ?? newRun(folder)
    runs.set(runId, run)
    takeNew(run)
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

function newRun(folder: string): RunCues {
  const file = openGrowingFile(join(folder, CUE_FILE), MOST_PACKETS)
  return { file, isKnown: false, waiting: [] }
}

function takeNew(run: RunCues): void {
  const { isKnown: isFresh } = run
  run.isKnown = true
  const sections = run.file.read((bytes) => {
    const { sections: units, used } = splitSections(bytes)
    return { units, used }
  })
  const fresh = sections.map((section) => ({ section: Buffer.from(section), isFresh }))
  run.waiting = [...run.waiting, ...fresh].slice(-MOST_AT_ONCE)
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
