import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type RunId, RunRecord } from '@cashbacktv/contract'
import type { AgentPaths } from '../files/agent-paths.ts'
import { readJson, removeFile, writeJson } from '../files/json-file.ts'
import { createMediaProcessFinder } from '../process/find-media-processes.ts'
import { readEnvironment, readProcessIdentity } from '../process/process-identity.ts'

/** Variable that gives a process its own record to carry, against the day the file is damaged. */
export const RUN_NOTE = 'CASHBACKTV_RUN'

/** The record of a run whose process is not there yet: what that process carries. */
export type RunNote = Omit<RunRecord, 'pid' | 'startTicks'>

/** What is kept of each run so that a later agent knows its process again. */
export function writeRecord(paths: AgentPaths, record: RunRecord): void {
  writeJson(paths.record(record.runId), record, 0o600)
}

export function removeRecord(paths: AgentPaths, runId: RunId): void {
  removeFile(paths.record(runId))
}

/**
 * A record that is damaged, or was never kept by a full disk, is made anew from what its process carries;
 * without that process a damaged one is removed.
 */
export function readRecords(paths: AgentPaths): { records: RunRecord[]; damaged: string[] } {
  const records: RunRecord[] = []
  const damaged: string[] = []
  for (const name of readdirSync(paths.runs)) {
    const file = join(paths.runs, name)
    const read = name.endsWith('.json') ? readJson(file, RunRecord) : null
    if (read?.kind === 'ok' && `${read.value.runId}.json` === name) records.push(read.value)
    else {
      if (read !== null) damaged.push(name)
      removeFile(file)
    }
  }
  records.push(...recoverRecords(paths, new Set(records.map(({ runId }) => runId))))
  return { records, damaged }
}

function recoverRecords(paths: AgentPaths, known: ReadonlySet<RunId>): RunRecord[] {
  const recovered = new Map<RunId, RunRecord>()
  for (const { pid, runId } of createMediaProcessFinder(paths.mediaDir)()) {
    if (known.has(runId) || recovered.has(runId)) continue
    const record = carriedBy(pid)
    if (record?.runId !== runId) continue
    recovered.set(runId, record)
    keep(paths, record)
  }
  return [...recovered.values()]
}

/** A full disk is no reason not to adopt it. */
function keep(paths: AgentPaths, record: RunRecord): void {
  try {
    writeRecord(paths, record)
  } catch {
    // The process still carries it.
  }
}

function carriedBy(pid: number): RunRecord | null {
  try {
    const note = JSON.parse(readEnvironment(pid, RUN_NOTE) ?? 'null')
    const { startTicks } = readProcessIdentity(pid) ?? {}
    return RunRecord.safeParse({ ...note, pid, startTicks }).data ?? null
  } catch {
    return null
  }
}
