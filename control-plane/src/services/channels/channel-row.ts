import { type Restream, StoredSettings } from '@cashbacktv/contract'
import { type channels, withSettings } from '@cashbacktv/db'

type Stored = typeof channels.$inferSelect

/** A channel as it is stored: its columns and its settings side by side. */
export type ChannelRow = Omit<Stored, 'settings' | 'restreams'> &
  StoredSettings & { restreams: Restream[] }

export function rowOf({ settings, restreams, ...columns }: Stored): ChannelRow {
  // As in a view of a channel: assigned, not spread.
  return Object.assign(columns, { restreams: restreams ?? [] }, settings)
}

/** What an update has to set so that a row has these; the other settings of it stay as they are. */
export function columnsOf(changes: Partial<ChannelRow>) {
  const [settings, columns] = [new Map<string, unknown>(), new Map<string, unknown>()]
  for (const [name, value] of Object.entries(changes)) {
    const place = name in StoredSettings.shape ? settings : columns
    place.set(name, value)
  }
  const set: Partial<Omit<Stored, 'settings'>> = Object.fromEntries(columns)
  return settings.size === 0
    ? set
    : { ...set, settings: withSettings(Object.fromEntries(settings)) }
}
