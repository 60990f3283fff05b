import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { RunId, type RunLog, RunLogFile, type RunLogSummary } from '@cashbacktv/contract'
import { keptLogs } from '../domain/runs/kept-logs.ts'
import { readJson, removeFile, writeJson } from '../files/json-file.ts'

/** A log, what was kept of it when it was rotated, and what is written down of its run. */
const SUFFIXES = ['.log', '.log.1', '.log.head', '.json']

/** Writes down what a log is of, or how its run ended. A full disk is no reason to fail. */
export function writeRunLog(folder: string, run: RunLogFile): void {
  try {
    writeJson(join(folder, `${run.runId}.json`), run)
  } catch {
    // The log itself is there, and is listed without this.
  }
}

/** Writes down how the run of a log ended. */
export function endRunLog(folder: string, runId: RunId, end: RunLogSummary['end']): void {
  const read = readJson(join(folder, `${runId}.json`), RunLogFile)
  if (read.kind === 'ok') writeRunLog(folder, { ...read.value, end })
}

/** The runs of a channel whose logs are kept, in the order of their starts. */
export function runLogsIn(folder: string): RunLog[] {
  return logNames(folder).flatMap((runId): RunLog[] => {
    const read = readJson(join(folder, `${runId}.json`), RunLogFile)
    if (read.kind === 'ok') return [read.value]
    const startedAt = birthOf(logFile(folder, runId))
    return startedAt === null ? [] : [{ runId, startedAt, end: null, prelude: null }]
  })
}

/** Removes the logs that need not be kept. */
export function pruneLogs(folder: string): void {
  const runs = runLogsIn(folder)
  const kept = keptLogs(runs)
  for (const { runId } of runs) {
    if (kept.has(runId)) continue
    for (const suffix of SUFFIXES) removeFile(join(folder, `${runId}${suffix}`))
  }
}

export function logFile(folder: string, runId: RunId): string {
  return join(folder, `${runId}.log`)
}

/** Names of runs sort by the time of their start. */
function logNames(folder: string): RunId[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.log'))
    return names
      .map((name) => RunId.safeParse(name.slice(0, -'.log'.length)).data)
      .filter((runId) => runId !== undefined)
      .sort()
  } catch {
    return []
  }
}

function birthOf(file: string): string | null {
  return statSync(file, { throwIfNoEntry: false })?.birthtime.toISOString() ?? null
}
