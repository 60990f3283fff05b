import { readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Observation } from '../domain/observations/observation.ts'
import { isLive } from '../domain/reconcile/world.ts'
import { isNearlyFull, type MediaRoom } from '../domain/runs/media-quota.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { RunTable } from './run-table.ts'

export type MediaUseWatch = {
  paths: Pick<AgentPaths, 'mediaDir'>
  table: Pick<RunTable, 'entries'>
  observe(observation: Observation): void
}

const LOOK_EVERY = 5

/**
 * What each run holds of the media folder. To be called each second; the folders are measured only
 * when the media folder is nearly full.
 */
export function watchMediaUse(
  { paths, table, observe }: MediaUseWatch,
  readRoom: (folder: string) => MediaRoom | null = readMediaRoom,
): () => void {
  let seconds = 0
  return () => {
    if (seconds++ % LOOK_EVERY > 0) return
    const room = readRoom(paths.mediaDir)
    if (room === null || !isNearlyFull(room)) return
    const holdings = [...table.entries()].flatMap(({ run, handle }) =>
      handle !== null && isLive(run)
        ? [{ id: run.runId, heldBytes: folderBytes(handle.runDir) }]
        : [],
    )
    observe({ kind: 'media-use', room, holdings })
  }
}

function readMediaRoom(folder: string): MediaRoom | null {
  try {
    const { blocks, bavail, bsize } = statfsSync(folder)
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize }
  } catch {
    return null
  }
}

/** With the folders of renditions. What goes while it is measured counts nothing. */
function folderBytes(folder: string): number {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.reduce((sum, entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return sum + folderBytes(path)
      return sum + heldBytes(path)
    }, 0)
  } catch {
    return 0
  }
}

/** What the system counts blocks in, whatever those of the file system are (stat(2)). */
const BLOCK_BYTES = 512

/** A file whose begin was given back is longer than what it holds. */
function heldBytes(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? 0 : Math.min(found.size, found.blocks * BLOCK_BYTES)
}
