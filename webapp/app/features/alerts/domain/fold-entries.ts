import type { IncidentEntry } from '@cashbacktv/contract'
import { isFailure } from '../../activity/domain/group-timeline.ts'

export type FoldedEntry = { entry: IncidentEntry; times: number }

/**
 * A source that stays dead is tried a thousand times: failures of one channel for one reason are one
 * line, where the first was, until anything else happens to that channel.
 */
export function foldEntries(entries: readonly IncidentEntry[]): FoldedEntry[] {
  const folded: FoldedEntry[] = []
  const going = new Map<string | null, { key: string; line: FoldedEntry }>()
  for (const entry of entries) {
    const line = { entry, times: 1 }
    if (entry.kind !== 'happened') {
      folded.push(line)
      continue
    }
    const { event } = entry
    const reason = 'reason' in event.detail ? event.detail.reason?.code : ''
    const key = isFailure(event) ? `${event.kind} ${reason}` : ''
    const before = going.get(event.channelId)
    if (key !== '' && before?.key === key) {
      before.line.times += 1
      continue
    }
    going.set(event.channelId, { key, line })
    folded.push(line)
  }
  return folded
}
