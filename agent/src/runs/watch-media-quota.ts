import { readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type MediaRoom, tooLarge } from '../domain/runs/media-quota.ts'
import { isLive } from '../domain/world.ts'
import type { AgentPaths } from '../files/agent-paths.ts'
import type { Snapshots } from '../supervisor/snapshots.ts'
import type { RunTable } from './run-table.ts'

export type QuotaWatch = {
  paths: Pick<AgentPaths, 'mediaDir'>
  table: RunTable
  snapshots: Pick<Snapshots, 'current'>
  wake(): void
}

const LOOK_EVERY = 5

/**
 * Marks the run whose segments take the room of all others. To be called each second; the folders
 * are measured only when the media folder is nearly full.
 */
export function watchMediaQuota(
  { paths, table, snapshots, wake }: QuotaWatch,
  readRoom: (folder: string) => MediaRoom | null = readMediaRoom,
): () => void {
  let seconds = 0
  return () => {
    const share = snapshots.current()?.settings.mediaQuotaShare
    if (seconds++ % LOOK_EVERY > 0 || share === undefined) return
    const room = readRoom(paths.mediaDir)
    if (room === null || tooLarge([ANYTHING], room, share) === null) return
    const holdings = [...table.entries()].flatMap(({ run, handle }) =>
      handle !== null && isLive(run)
        ? [{ id: run.runId, heldBytes: folderBytes(handle.runDir) }]
        : [],
    )
    const found = tooLarge(holdings, room, share)
    if (found === null) return
    table.change(found.id, { tooLarge: found })
    wake()
  }
}

const ANYTHING = { id: null, heldBytes: Number.POSITIVE_INFINITY }

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
      return sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
    }, 0)
  } catch {
    return 0
  }
}
