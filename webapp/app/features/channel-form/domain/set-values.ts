import type { ChannelFormValues } from './channel-form.ts'
import { pathsIn, type SettingField, type SettingPath } from './setting-fields.ts'

/** The settings of a part that are not as they are for a channel of which nobody has set anything. */
export function setIn(
  part: SettingField['part'],
  values: ChannelFormValues,
  defaults: ChannelFormValues,
): readonly SettingPath[] {
  return pathsIn(part).filter((path) => values[path] !== defaults[path])
}
