import { type ChannelId, type Message, messageOf } from '@cashbacktv/contract'
import PQueue from 'p-queue'
import { errnoOf } from '../domain/failures/errno-of.ts'
import { type ChannelShare, coresOf, groupFiles } from '../domain/isolation/channel-limits.ts'
import { chooseCores } from '../domain/isolation/choose-cores.ts'
import type { NeededCores } from '../ports.ts'
import type { ChannelCgroups } from './channel-cgroups.ts'
import { readCpuSet, setCpuSet, whyNotSet } from './cpu-set.ts'

export type HeldProcess = { pid: number; startTicks: number }

export type LimitTrouble = 'limits-not-set' | 'memory-not-held' | 'cores-not-held'

/** Takes what the operator is told; of each code only the first is said. */
type Tell = (code: LimitTrouble, detail: Message) => void

/** How this host holds a channel to its share. */
export type Holder = {
  cgroup: 'v2' | 'none'
  /** False when it could not be done. */
  apply(id: ChannelId, share: ChannelShare, processes: readonly HeldProcess[], tell: Tell): boolean
  enter(id: ChannelId, process: HeldProcess, needed: NeededCores, tell: Tell): void
  memoryKills(id: ChannelId): number
  ramDiskBytes(id: ChannelId): number
  /** False when it has to be tried again. */
  forget(id: ChannelId): boolean
}

/** Every process of a channel in one control group. What fails there leaves the channel on air. */
export function holdByCgroups(groups: ChannelCgroups): Holder {
  function attempt(act: () => void, tell: Tell): boolean {
    try {
      act()
      return true
    } catch (error) {
      const code = errnoOf(error)
      // Gone again before it could be moved; its end says why.
      if (code === 'ESRCH') return false
      tell('limits-not-set', messageOf('in-its-words', { words: code }))
      return false
    }
  }
  return {
    cgroup: 'v2',
    apply: (id, share, _processes, tell) =>
      attempt(() => groups.write(id, groupFiles(share)), tell),
    enter: (id, { pid }, _needed, tell) => void attempt(() => groups.enter(id, pid), tell),
    memoryKills: (id) => groups.memoryKills(id),
    ramDiskBytes: (id) => groups.ramDiskBytes(id),
    forget: (id) => groups.remove(id),
  }
}

/** A set of cores for each channel with a CPU limit. Memory cannot be held this way, and `why` is said. */
export function holdByCpuSets(
  why: Message,
  cores: readonly number[] = readCpuSet('self'),
  setCores: typeof setCpuSet = setCpuSet,
): Holder {
  const chosen = new Map<ChannelId, readonly number[]>()
  /** One at a time, so that an older wish never overtakes a newer one. */
  const queue = new PQueue({ concurrency: 1 })

  function pin(processes: readonly HeldProcess[], wanted: readonly number[], tell: Tell): void {
    for (const process of processes) {
      void queue
        .add(() => setCores(process, wanted))
        .catch((error: unknown) => tell('cores-not-held', whyNotSet(error)))
    }
  }

  return {
    cgroup: 'none',
    apply(id, share, processes, tell) {
      if (share.memoryBytes !== null) tell('memory-not-held', why)
      const count = coresOf(share)
      const own = chosen.get(id) ?? coresLeftBy(processes, cores)
      if (count === null && own === null) return true
      const others = [...chosen].filter(([other]) => other !== id).map(([, taken]) => taken)
      const wanted = chooseCores(count ?? cores.length, cores, others, own ?? [])
      if (count === null) chosen.delete(id)
      else chosen.set(id, wanted)
      pin(processes, wanted, tell)
      return true
    },
    enter() {},
    memoryKills: () => 0,
    ramDiskBytes: () => 0,
    forget(id) {
      chosen.delete(id)
      return true
    },
  }
}

/** What the agent before had chosen; null where nothing was. */
function coresLeftBy(processes: readonly HeldProcess[], all: readonly number[]): number[] | null {
  const left = processes.map(({ pid }) => readCpuSet(pid)).find((set) => set.length > 0) ?? []
  return left.length > 0 && left.length < all.length ? left : null
}
