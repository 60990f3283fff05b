import {
  type ChannelId,
  type ChannelSpec,
  type Message,
  type Reason,
  reasonOf,
} from '@cashbacktv/contract'
import { channelShare } from '../domain/isolation/channel-limits.ts'
import type { Isolation } from '../ports.ts'
import type { HeldProcess, Holder, LimitTrouble } from './limit-holder.ts'

type Wish = Pick<ChannelSpec, 'limits' | 'priority'>

type Held = {
  wish: Wish
  /** Each with how many had been killed in its channel before it came. */
  processes: Map<number, HeldProcess & { killsBefore: number }>
  /** What was last asked of the holder. */
  applied: string
}

/** Keeps count of each channel's processes and has the holder follow what they may use. */
export function createIsolation(holder: Holder): Isolation {
  const channels = new Map<ChannelId, Held>()
  const said = new Set<string>()
  const unsaid: Reason[] = []

  function tell(code: LimitTrouble, detail: Message): void {
    if (said.has(code)) return
    said.add(code)
    unsaid.push(reasonOf('resource', code, { detail }))
  }

  function apply(id: ChannelId, held: Held, anew: boolean): boolean {
    const segments = held.wish.limits.memoryBytes === null ? 0 : holder.ramDiskBytes(id)
    const share = channelShare(held.wish, held.processes.size, segments)
    const key = JSON.stringify(share)
    if (!anew && key === held.applied) return true
    held.applied = key
    return holder.apply(id, share, [...held.processes.values()], tell)
  }

  return {
    cgroup: holder.cgroup,
    hold({ id, limits, priority }, process, needed) {
      const held = channels.get(id) ?? {
        wish: { limits, priority },
        processes: new Map(),
        applied: '',
      }
      channels.set(id, held)
      held.wish = { limits, priority }
      held.processes.set(process.pid, { ...process, killsBefore: holder.memoryKills(id) })
      if (apply(id, held, true)) holder.enter(id, process, needed, tell)
    },
    follow(specs) {
      for (const { id, limits, priority } of specs) {
        const held = channels.get(id)
        if (held === undefined) continue
        held.wish = { limits, priority }
        if (held.processes.size > 0) apply(id, held, false)
      }
    },
    release(id, pid) {
      const held = channels.get(id)
      const process = held?.processes.get(pid)
      if (held === undefined || process === undefined) return false
      const isMemoryKilled = holder.memoryKills(id) > process.killsBefore
      held.processes.delete(pid)
      if (held.processes.size > 0) apply(id, held, false)
      return isMemoryKilled
    },
    tidy() {
      for (const [id, held] of channels) {
        if (held.processes.size > 0) apply(id, held, false)
        else if (holder.forget(id)) channels.delete(id)
      }
      return unsaid.splice(0)
    },
  }
}
