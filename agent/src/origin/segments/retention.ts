import { readdirSync, rmSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

/** The only deleter of segments: what left the playlist goes when its time is over. */
export type Retention = {
  /** `path` is `<runId>/<file>` and may be deleted at `at`, in milliseconds. */
  retire(path: string, at: number): void
  /** Runs that are not in use go a while after they were last needed. */
  sweep(now: number, inUse: () => ReadonlySet<string>): void
  /** Removes the whole channel, at once when it was `known`; false while that has to wait. */
  clear(known: boolean, now: number): boolean
}

/** A folder is made before it is announced, so that an unknown one is left alone at first. */
const UNKNOWN_MS = 60_000
const FOLDERS_EVERY_MS = 10_000

export function keepSegments(channelFolder: string): Retention {
  const runsFolder = join(channelFolder, 'runs')
  const retired: { path: string; at: number }[] = []
  /** By our own clock, because that of the files can be set. */
  let unusedSince = new Map<string, number>()
  let foldersAt = 0
  let goneSince: number | null = null

  function removeUnused(now: number, used: ReadonlySet<string>): void {
    const waiting = new Set(retired.map(({ path }) => path.slice(0, path.indexOf('/'))))
    const unused = listFolder(runsFolder).filter((run) => !used.has(run) && !waiting.has(run))
    unusedSince = new Map(unused.map((run) => [run, unusedSince.get(run) ?? now]))
    for (const [run, since] of unusedSince) {
      if (now - since >= UNKNOWN_MS) removeFolder(join(runsFolder, run))
    }
  }

  return {
    retire(path, at) {
      retired.push({ path, at })
    },
    sweep(now, inUse) {
      goneSince = null
      if (now < foldersAt && (retired[0]?.at ?? now + 1) > now) return
      let due = 0
      while (due < retired.length && (retired[due]?.at ?? now + 1) <= now) due++
      for (const { path } of retired.splice(0, due)) removeFile(join(runsFolder, path))
      if (now < foldersAt) return
      foldersAt = now + FOLDERS_EVERY_MS
      removeUnused(now, inUse())
    },
    clear(known, now) {
      goneSince ??= now
      if (!known && now - goneSince < UNKNOWN_MS) return false
      return removeFolder(channelFolder)
    },
  }
}

export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** False when something was written into it meanwhile: the next look tries again. */
function removeFolder(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Gone already: FFmpeg's own safety net or a removed folder was faster.
  }
}
