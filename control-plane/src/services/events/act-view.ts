import { type ChannelId, type EventView, readEventView } from '@cashbacktv/contract'
import type { auditEntries } from '@cashbacktv/db'

type ActRow = typeof auditEntries.$inferSelect

/** What a person did, as timelines show it; `channelId` is of the channel it was done to. */
export function actView(
  { id, at, action, detail, actorEmail }: ActRow,
  channelId: ChannelId | null,
): EventView {
  const common = { id, at: at.toISOString(), hostId: null, channelId, actor: actorEmail }
  return readEventView({ ...common, kind: action, detail: withChanged(action, detail) })
}

/** Updates were once written down as what fields became, without what they were. */
function withChanged(action: string, detail: Record<string, unknown>): object {
  if (action !== 'channel.update' || 'changed' in detail) return detail
  const became = Object.entries(detail).filter(([name]) => !CARRIED.has(name))
  const changed = became.map(([name, after]) => [name, { before: null, after }] as const)
  return { ...detail, sources: undefined, changed: Object.fromEntries(changed) }
}

const CARRIED = new Set(['together', 'restored', 'anyway'])
