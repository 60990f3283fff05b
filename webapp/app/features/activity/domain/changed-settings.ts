import type { EventView } from '@cashbacktv/contract'
import { SETTING_NAMES, type SettingName } from '../../channel-form/domain/setting-fields.ts'

/**
 * The settings of a channel that a person changed. Entries of older versions have what a field became
 * beside each other, without what it was.
 */
export function changedSettings({ kind, detail }: EventView): SettingName[] {
  if (kind !== 'channel.update') return []
  const { changed } = detail
  const fields = typeof changed === 'object' && changed !== null ? changed : detail
  return SETTING_NAMES.filter((name) => name in fields)
}
