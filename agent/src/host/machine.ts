import { readFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

/** Cores and memory this process may use: less than the machine's where a container is limited. */
export function machine(): { cores: number; memoryBytes: number } {
  return { cores: availableParallelism(), memoryBytes: Math.min(totalmem(), containerLimit()) }
}

function containerLimit(): number {
  try {
    const limit = Number(readFileSync('/sys/fs/cgroup/memory.max', 'utf8'))
    return Number.isSafeInteger(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
