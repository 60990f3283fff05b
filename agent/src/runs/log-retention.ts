import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { removeFile } from '../files/json-file.ts'

/** Logs of runs that are kept, a channel; names of runs sort by the time of their start. */
const KEPT = 8

export function pruneLogs(folder: string): void {
  const runs = logsOf(folder)
  for (const run of runs.slice(0, Math.max(0, runs.length - KEPT))) {
    removeFile(join(folder, `${run}.log`))
    removeFile(join(folder, `${run}.log.1`))
  }
}

/** The log of the channel's newest run; null when it never ran here. */
export function newestLog(folder: string): string | null {
  const newest = logsOf(folder).at(-1)
  return newest === undefined ? null : join(folder, `${newest}.log`)
}

function logsOf(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.log'))
    return names.map((name) => name.slice(0, -'.log'.length)).sort()
  } catch {
    return []
  }
}
