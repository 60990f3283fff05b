import { type ChannelId, type EventView, type Role, readEventView } from '@cashbacktv/contract'
import type { auditEntries } from '@cashbacktv/db'
import { mayEdit, shownAddresses } from '../../domain/channels/shown-sources.ts'

type ActRow = typeof auditEntries.$inferSelect

/** What a person did, as timelines show it; `channelId` is of the channel it was done to. Shown to `role`. */
export function actView(
  { id, at, action, detail, actorEmail }: ActRow,
  channelId: ChannelId | null,
  role: Role | null,
): EventView {
  const common = { id, at: at.toISOString(), hostId: null, channelId, actor: actorEmail }
  const shown = withShownSources(withChanged(action, detail), role)
  return readEventView({ ...common, kind: action, detail: shown })
}

/** Updates were once written down as what fields became, without what they were. */
function withChanged(action: string, detail: Record<string, unknown>): object {
  if (action !== 'channel.update' || 'changed' in detail) return detail
  const became = Object.entries(detail).filter(([name]) => !CARRIED.has(name))
  const changed = became.map(([name, after]) => [name, { before: null, after }] as const)
  return { ...detail, sources: undefined, changed: Object.fromEntries(changed) }
}

const CARRIED = new Set(['together', 'restored', 'anyway'])

type Detail = { sources?: unknown; changed?: unknown; address?: unknown }
type Was = { before?: unknown; after?: unknown }
type Changed = { sources?: Was; restreams?: Was }

function withShownSources({ address, ...detail }: Detail, role: Role | null): object {
  const { sources, changed } = detail
  const from = mayEdit(role) ? { address } : {}
  const own = sources === undefined ? {} : { sources: shownAddresses(sources, role) }
  const shown = { ...from, ...own }
  const { sources: read, restreams: sent, ...others } = (changed ?? {}) as Changed
  if (!read && !sent) return { ...detail, ...shown }
  const addresses = {
    ...(read && { sources: shownChange(read, role) }),
    ...(sent && { restreams: shownChange(sent, role) }),
  }
  return { ...detail, ...shown, changed: { ...others, ...addresses } }
}

function shownChange(of: Was, role: Role | null): Was {
  return {
    ...of,
    before: shownAddresses(of.before, role),
    after: shownAddresses(of.after, role),
  }
}
