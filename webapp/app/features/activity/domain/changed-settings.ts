import type { EventView } from '@cashbacktv/contract'
import { SETTING_NAMES, type SettingName } from '../../channel-form/domain/setting-fields.ts'

/** The settings of a channel that a person changed. */
export function changedSettings(event: EventView): SettingName[] {
  if (event.kind !== 'channel.update') return []
  const { changed = {} } = event.detail
  return SETTING_NAMES.filter((name) => name in changed)
}
