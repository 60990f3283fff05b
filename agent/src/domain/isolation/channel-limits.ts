import type { ChannelSpec } from '@cashbacktv/contract'

/** What a channel's processes may use together, and how they rank when the host has too little. */
export type ChannelShare = {
  memoryBytes: number | null
  /** 100 is one core. */
  cpuPercent: number | null
  /** 1 to 10,000 as the kernel takes it; 100 is the usual one. */
  weight: number
}

/** One file of a control group and what is written into it. */
export type GroupFile = { name: string; content: string }

const PERIOD_US = 100_000

/** Bytes; the room for segments grows and shrinks by whole steps, so that it is seldom written. */
const ROOM_STEP = 32 * 1024 ** 2

/**
 * A limit is meant for one run. While a second one is made to follow it both have their own, or the
 * picture on air would stall for the sake of the one to come. The kernel counts what they have
 * written to the RAM disk as theirs: that comes on top, with room for what is written next.
 */
export function channelShare(
  { limits, priority }: Pick<ChannelSpec, 'limits' | 'priority'>,
  runs: number,
  ramDiskBytes: number,
): ChannelShare {
  const times = Math.max(1, runs)
  return {
    memoryBytes:
      limits.memoryBytes === null ? null : limits.memoryBytes * times + roomFor(ramDiskBytes),
    cpuPercent: limits.cpuPercent === null ? null : limits.cpuPercent * times,
    weight: Math.round(100 * 4 ** ((priority - 50) / 50)),
  }
}

/** At least two steps are free, more than is written between two looks. */
function roomFor(ramDiskBytes: number): number {
  return (Math.floor(ramDiskBytes / ROOM_STEP) + 3) * ROOM_STEP
}

/** In the order of writing: what the kernel does when there is no memory comes before how much there is. */
export function groupFiles({ memoryBytes, cpuPercent, weight }: ChannelShare): GroupFile[] {
  const quota = cpuPercent === null ? 'max' : String((cpuPercent * PERIOD_US) / 100)
  return [
    { name: 'cpu.weight', content: String(weight) },
    { name: 'cpu.max', content: `${quota} ${PERIOD_US}` },
    { name: 'memory.oom.group', content: '1' },
    { name: 'memory.max', content: memoryBytes === null ? 'max' : String(memoryBytes) },
  ]
}

/** Cores of a CPU set that comes nearest to the share; null where nothing is limited. */
export function coresOf({ cpuPercent }: ChannelShare): number | null {
  return cpuPercent === null ? null : Math.max(1, Math.ceil(cpuPercent / 100))
}
