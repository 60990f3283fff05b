import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { mem } from 'systeminformation'

/** Cores and memory this process may use: less than the machine's where a container is limited. */
export async function machine(): Promise<{ cores: number; memoryBytes: number }> {
  const { total } = await mem()
  return { cores: availableParallelism(), memoryBytes: Math.min(total, containerLimit()) }
}

function containerLimit(): number {
  try {
    const limit = Number(readFileSync('/sys/fs/cgroup/memory.max', 'utf8'))
    return Number.isSafeInteger(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
