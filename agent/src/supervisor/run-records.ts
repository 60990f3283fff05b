import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type RunId, RunRecord } from '@cashbacktv/contract'
import type { AgentPaths } from './agent-paths.ts'
import { readJson, removeFile, writeJson } from './json-file.ts'

/** What is kept of each run so that a later agent knows its process again. */
export function writeRecord(paths: AgentPaths, record: RunRecord): void {
  writeJson(paths.record(record.runId), record)
}

export function removeRecord(paths: AgentPaths, runId: RunId): void {
  removeFile(paths.record(runId))
}

/** Damaged records are removed: their processes are found again by their command line. */
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
  return { records, damaged }
}
