import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Linux counts CPU time in hundredths of a second (USER_HZ). */
const TICKS_A_SECOND = 100

export type Cost = {
  /** Share of one core while measured: 1 is one core busy. */
  cores: number
  /** Resident memory at the end, shared pages counted in full. */
  memoryBytes: number
  /** The same with shared pages counted by their share. */
  ownMemoryBytes: number
}

/** What each process costs, measured at the same time over so many seconds; one that ended cost nothing. */
export async function measureCost(pids: number[], seconds: number): Promise<Cost[]> {
  const startedAt = performance.now()
  const before = pids.map((pid) => cpuSeconds(pid) ?? 0)
  await delay(seconds * 1000)
  const took = (performance.now() - startedAt) / 1000
  return pids.map((pid, index) => {
    const after = cpuSeconds(pid)
    if (after === null) return { cores: 0, memoryBytes: 0, ownMemoryBytes: 0 }
    return {
      cores: (after - (before[index] ?? 0)) / took,
      memoryBytes: kilobytes(pid, 'Rss') * 1024,
      ownMemoryBytes: kilobytes(pid, 'Pss') * 1024,
    }
  })
}

function cpuSeconds(pid: number): number | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

function kilobytes(pid: number, kind: 'Rss' | 'Pss'): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(rollup)?.[1])
}
