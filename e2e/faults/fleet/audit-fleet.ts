import { auditPlaylist } from '../../auditor/audit-playlist.ts'
import { isBusyMachine, staleMs } from '../busy-machine.ts'
import type { FleetChannel } from './fleet-channels.ts'

export type FleetAudit = {
  /** Ends the audit; the longest that a playlist had nothing new, as far as that was too long; else 0. */
  longestStaleMs(): Promise<number>
  /** Ends the audit; what it found, without the rules that a fault is allowed to break. */
  violations(allowed?: readonly string[]): Promise<{ rule: string; detail: string }[]>
}

/** Watches some of many channels, spread over all of them. */
export function auditFleet(channels: readonly FleetChannel[], watched = 3): FleetAudit {
  const end = new AbortController()
  const { signal } = end
  const step = Math.max(1, Math.ceil(channels.length / watched))
  const some = channels.filter((_, index) => index % step === 0)
  const running = some.map(({ playbackUrl: url }) => auditPlaylist({ url, signal }))
  const all = async () => {
    end.abort()
    return (await Promise.all(running)).flatMap((audit) => audit.violations)
  }
  return {
    async longestStaleMs() {
      const stale = (await all()).filter(({ rule }) => rule === 'stale')
      return Math.max(0, ...stale.map(staleMs))
    },
    async violations(allowed = []) {
      const found = await all()
      return found.filter((one) => !allowed.includes(one.rule) && !isBusyMachine(one))
    },
  }
}
