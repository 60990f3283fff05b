import { readdirSync } from 'node:fs'
import { RunId } from '@cashbacktv/contract'
import { readCommandLine } from './process-identity.ts'

export type MediaProcess = { pid: number; runId: RunId }

/**
 * Finds processes that write into a run directory of this media folder, by their command line:
 * it names the directory and the socket for progress, as every command of ours does.
 * Each pid is looked at once, so a search every few seconds stays cheap on a busy host; now and
 * then all are looked at again, because a pid may come back as another process. Whether one that was
 * found before is dead meanwhile is for who asks to find out.
 */
export function createMediaProcessFinder(mediaDir: string): () => readonly MediaProcess[] {
  let seen = new Map<number, RunId | null>()
  let searches = 0
  const pattern = new RegExp(`${escapeForPattern(mediaDir)}/[0-9a-f-]{36}/runs/([a-z0-9-]+)/`)
  return () => {
    const known = searches++ % FULL_EVERY === 0 ? new Map<number, RunId | null>() : seen
    const next = new Map<number, RunId | null>()
    const found: MediaProcess[] = []
    for (const pid of listPids()) {
      const runId = known.has(pid) ? (known.get(pid) ?? null) : runOf(pid, pattern)
      next.set(pid, runId)
      if (runId !== null) found.push({ pid, runId })
    }
    seen = next
    return found
  }
}

/** Searches; a minute when there is one every two seconds. */
const FULL_EVERY = 30

/** Of all processes that are there. */
export function listPids(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isSafeInteger)
  } catch {
    return []
  }
}

function runOf(pid: number, pattern: RegExp): RunId | null {
  if (pid === process.pid) return null
  const line = readCommandLine(pid) ?? []
  // Somebody who merely looks at the files must not be taken for one of ours.
  if (!line.some((argument) => argument.startsWith('udp://127.0.0.1:'))) return null
  for (const argument of line) {
    const match = RunId.safeParse(pattern.exec(argument)?.[1])
    if (match.success) return match.data
  }
  return null
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
