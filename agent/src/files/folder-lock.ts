import { z } from 'zod'
import { isSameProcess, readProcessIdentity } from '../process/process-identity.ts'
import { overwriteText, readJson, writeInAnyCase } from './json-file.ts'

const Holder = z.object({ pid: z.int().positive(), startTicks: z.int().nonnegative() })

export type FolderLock = {
  release(): void
  /** Why it could not be written down, on a disk that takes nothing: it keeps no other agent away. */
  readonly trouble: string | null
}

/**
 * Two agents on one folder would stop each other's channels. A lock of an agent that is gone is
 * taken over; it is never removed, so that a disk which is full has room for that of the next one.
 * Throws with a sentence when another agent works here.
 */
export function lockFolder(path: string): FolderLock {
  const held = readJson(path, Holder)
  if (held.kind === 'ok' && isOther(held.value)) {
    throw new Error(
      `Another process (pid ${held.value.pid}) already works in this data folder. Stop it first, or give this one another DATA_DIR.`,
    )
  }
  const { pid } = process
  const startTicks = readProcessIdentity(pid)?.startTicks ?? 0
  const trouble = troubleOf(() => writeInAnyCase(path, JSON.stringify({ pid, startTicks })))
  // No process begins with the kernel: it is nobody's.
  const free = JSON.stringify({ pid, startTicks: 0 })
  return { release: () => void troubleOf(() => overwriteText(path, free)), trouble }
}

function troubleOf(write: () => void): string | null {
  try {
    write()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function isOther(holder: z.infer<typeof Holder>): boolean {
  return holder.pid !== process.pid && isSameProcess(holder.pid, holder.startTicks)
}
