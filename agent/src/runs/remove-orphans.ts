import type { HostHappening, RunId } from '@cashbacktv/contract'
import type { MediaProcess } from '../process/find-media-processes.ts'
import { isDead, readProcessIdentity } from '../process/process-identity.ts'
import { signalGroup } from '../process/signal-group.ts'

export type OrphanSearch = {
  find(): readonly MediaProcess[]
  isKnown(runId: RunId): boolean
  say(happening: HostHappening): void
}

/**
 * Ends processes that write into our media folder and that nobody knows: left behind by a crash
 * between spawn and record, or doubled by a fault. Asked first, killed at the next search.
 */
export function createOrphanRemover(search: OrphanSearch): () => number {
  let asked = new Set<number>()
  return () => {
    const orphans = search.find().filter((process) => !search.isKnown(process.runId))
    const stillThere = new Set<number>()
    for (const { pid, runId } of orphans) {
      const identity = readProcessIdentity(pid)
      if (identity === null || isDead(identity)) continue
      const again = asked.has(pid)
      signalGroup(identity.processGroup, again ? 'SIGKILL' : 'SIGTERM')
      if (!again) search.say({ kind: 'orphan-removed', pid, runId })
      stillThere.add(pid)
    }
    asked = stillThere
    return stillThere.size
  }
}
