import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  type ChannelId,
  RunId,
  type RunLog,
  RunLogFile,
  type RunLogSummary,
} from '@cashbacktv/contract'
import { keptLogs } from '../domain/runs/kept-logs.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson, removeFile, writeJson } from '../files/json-file.ts'

/** A log, what was kept of it when it was rotated, and what is written down of its run. */
const SUFFIXES = ['.log', '.log.1', '.log.head', '.json']

type LogPaths = Pick<AgentPaths, 'logDir' | 'spareLogDir'>

/**
 * Makes the log of a run that is to start. Where the disk of the state is full or cannot be written it is in
 * the folder of media: a channel is not kept off the air for its log, and is judged by it. `trouble` says
 * why. Throws when neither takes it.
 */
export function placeLog(
  paths: LogPaths,
  channelId: ChannelId,
  runId: RunId,
): { file: string; trouble: string | null } {
  try {
    return { file: makeLog(paths.logDir(channelId), runId), trouble: null }
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error)
    return { file: makeLog(paths.spareLogDir(channelId), runId), trouble }
  }
}

/** A full disk may still make a file, and take nothing into it. */
function makeLog(folder: string, runId: RunId): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = logFile(folder, runId)
  const file = openSync(path, 'a', 0o640)
  try {
    writeSync(file, '\n')
    ftruncateSync(file, 0)
  } catch (error) {
    removeFile(path)
    throw error
  } finally {
    closeSync(file)
  }
  return path
}

/** Where the log of a run is; where it would be when there is none. */
export function findLog(paths: LogPaths, channelId: ChannelId, runId: RunId): string {
  const spare = logFile(paths.spareLogDir(channelId), runId)
  return existsSync(spare) ? spare : logFile(paths.logDir(channelId), runId)
}

/** The runs of a channel whose logs are kept, in the order of their starts. */
export function runLogsOf(paths: LogPaths, channelId: ChannelId): RunLog[] {
  const spare = runLogsIn(paths.spareLogDir(channelId))
  const usual = runLogsIn(paths.logDir(channelId))
  return [...usual, ...spare].toSorted((a, b) => (a.runId < b.runId ? -1 : 1))
}

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

/** Those in one folder. */
export function runLogsIn(folder: string): RunLog[] {
  return logNames(folder).flatMap((runId): RunLog[] => {
    const read = readJson(join(folder, `${runId}.json`), RunLogFile)
    if (read.kind === 'ok') return [read.value]
    const startedAt = birthOf(logFile(folder, runId))
    return startedAt === null ? [] : [{ runId, startedAt, end: null, prelude: null }]
  })
}

/** Removes the logs that need not be kept, wherever they are: those in the folder of media go by themselves. */
export function pruneLogs(paths: LogPaths, channelId: ChannelId): void {
  const runs = runLogsOf(paths, channelId)
  const kept = keptLogs(runs)
  for (const { runId } of runs) {
    if (kept.has(runId)) continue
    for (const folder of [paths.logDir(channelId), paths.spareLogDir(channelId)]) {
      for (const suffix of SUFFIXES) removeFile(join(folder, `${runId}${suffix}`))
    }
  }
}

function logFile(folder: string, runId: RunId): string {
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
