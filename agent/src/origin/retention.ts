import { readdirSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

/** The only deleter of segments: what left the playlist goes when its time is over. */
export type Retention = {
  /** `path` is `<runId>/<file>` and may be deleted at `at`, milliseconds since 1970. */
  retire(path: string, at: number): void
  sweep(now: number, inUse: () => ReadonlySet<string>): void
  clear(): void
}

/** A run's folder is made before the run is announced; younger ones are left alone. */
const YOUNG_MS = 60_000
const FOLDERS_EVERY_MS = 10_000

export function keepSegments(runsFolder: string): Retention {
  const retired: { path: string; at: number }[] = []
  let foldersAt = 0
  return {
    retire(path, at) {
      retired.push({ path, at })
    },
    sweep(now, inUse) {
      if (now < foldersAt && (retired[0]?.at ?? now + 1) > now) return
      let due = 0
      while (due < retired.length && (retired[due]?.at ?? now + 1) <= now) due++
      for (const { path } of retired.splice(0, due)) removeFile(join(runsFolder, path))
      if (now < foldersAt) return
      foldersAt = now + FOLDERS_EVERY_MS
      const used = inUse()
      const waiting = new Set(retired.map(({ path }) => path.slice(0, path.indexOf('/'))))
      removeFolders(runsFolder, now, (run) => used.has(run) || waiting.has(run))
    },
    clear() {
      rmSync(runsFolder, { recursive: true, force: true })
    },
  }
}

function removeFolders(runsFolder: string, now: number, isKept: (run: string) => boolean): void {
  for (const run of listFolder(runsFolder)) {
    const folder = join(runsFolder, run)
    if (isKept(run) || now - (modifiedAt(folder) ?? now) < YOUNG_MS) continue
    rmSync(folder, { recursive: true, force: true })
  }
}

export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    // Gone already: FFmpeg's own safety net or a removed folder was faster.
  }
}
