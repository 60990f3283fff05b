import { z } from 'zod'
import { isSameProcess, readProcessIdentity } from '../process/process-identity.ts'
import { readJson, removeFile, writeJson } from './json-file.ts'

const Holder = z.object({ pid: z.int().positive(), startTicks: z.int().nonnegative() })

/**
 * Two agents on one folder would stop each other's channels. A lock of an agent that is gone is
 * taken over. Throws with a sentence when another agent works here.
 */
export function lockFolder(path: string): { release(): void } {
  const held = readJson(path, Holder)
  if (held.kind === 'ok' && isOther(held.value)) {
    throw new Error(
      `Another process (pid ${held.value.pid}) already works in this data folder. Stop it first, or give this one another DATA_DIR.`,
    )
  }
  const startTicks = readProcessIdentity(process.pid)?.startTicks ?? 0
  writeJson(path, { pid: process.pid, startTicks })
  return { release: () => removeFile(path) }
}

function isOther(holder: z.infer<typeof Holder>): boolean {
  return holder.pid !== process.pid && isSameProcess(holder.pid, holder.startTicks)
}
