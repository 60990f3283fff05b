import type { ChannelId, RunId } from '@cashbacktv/contract'
import { z } from 'zod'
import { readJson, writeJson } from '../../files/json-file.ts'
import type { SeenRun } from '../domain/channel/observation.ts'
import { dated, dateRun, type RunDate } from '../domain/run-dates.ts'
import type { OriginLog } from '../ports.ts'

/** More than are on air at a time. */
const MOST_RUNS = 64

/** Milliseconds that are added to the dates of runs. */
const DatesFile = z.object({
  runs: z
    .record(z.string().max(100), z.int())
    .refine((runs) => Object.keys(runs).length <= MOST_RUNS),
})

/** The dates of the runs of a channel, set right by the clock of the host; also for the next origin. */
export type RunDates = {
  /** What is new of runs, with right dates; `runIds`: all that are on air. */
  dated(runIds: readonly RunId[], changed: readonly SeenRun[]): readonly SeenRun[]
  forget(): void
}

type DatesOptions = {
  path: string
  channelId: ChannelId
  /** Milliseconds since 1970, as the host has it now. */
  wall(): number
  log: OriginLog
}

/** A file that is damaged or cannot be written costs a seam after the next restart: nobody is told. */
export function keepRunDates({ path, channelId, wall, log }: DatesOptions): RunDates {
  const read = readJson(path, DatesFile)
  const offsets = read.kind === 'ok' ? Object.entries(read.value.runs) : []
  // What came before this origin was judged by the one before.
  let known: ReadonlyMap<string, RunDate> = new Map(
    offsets.map(([runId, offsetMs]) => [runId, { offsetMs, index: Number.POSITIVE_INFINITY }]),
  )
  let written = textOf(known)

  function write(): void {
    const text = textOf(known)
    if (text === written) return
    written = text
    try {
      writeJson(path, JSON.parse(text))
    } catch {
      // As where it is damaged.
    }
  }

  function seen(run: SeenRun, dates: Map<string, RunDate>): SeenRun {
    const { runId, segments } = run
    const before = dates.get(runId) ?? null
    const date = dateRun(before, segments, wall())
    if (date === null) return run
    dates.set(runId, date)
    const offBy = Math.round((date.offsetMs - (before?.offsetMs ?? 0)) / 1000)
    if (offBy !== 0) log.warn({ channelId, runId, offBy }, 'Dates of a run were off: set anew')
    return { ...run, segments: dated(segments, date) }
  }

  return {
    dated(runIds, changed) {
      const dates = new Map([...known].filter(([runId]) => runIds.some((id) => id === runId)))
      const runs = changed.map((run) => seen(run, dates))
      known = dates
      write()
      return runs
    },
    forget() {
      known = new Map()
      write()
    },
  }
}

function textOf(dates: ReadonlyMap<string, RunDate>): string {
  const set = [...dates].filter(([, { offsetMs }]) => offsetMs !== 0)
  return JSON.stringify({ runs: Object.fromEntries(set.map(([id, one]) => [id, one.offsetMs])) })
}
