import { CONTENT_ACTIONS } from '@cashbacktv/contract/content-kind'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useHostText } from '../placement/use-host-text.ts'
import { CUE_MODES } from './domain/cue-modes.ts'
import { setIn } from './domain/set-values.ts'
import { fieldAt, type SettingField, type SettingPath } from './domain/setting-fields.ts'
import { useChannelForm } from './form-context.tsx'
import { useSettingName } from './use-setting-name.ts'

/** What is set in a part, in one line: each setting that is not as usual, with its value. */
export function useSetText(): (part: SettingField['part']) => string {
  const { t } = useTranslation()
  const { values, defaults, hosts, groups } = useChannelForm()
  const hostText = useHostText()
  const settingName = useSettingName()
  const shownValue = (path: SettingPath): string => {
    const value = values[path]
    if (typeof value === 'boolean') return t(value ? 'path.on' : 'path.off')
    if (path === 'slate.picture') return t('path.own')
    const action = CONTENT_ACTIONS.find((one) => one === value)
    if (path.endsWith('.action') && action) return t(`content.action.${action}`)
    const cueMode = CUE_MODES.find((one) => path === 'cues' && one === value)
    if (cueMode) return t(`cueMode.${cueMode}`)
    if (path === 'slate.language') return t(value === 'en' ? 'language.en' : 'language.tr')
    return value
  }
  const textOf = (path: SettingPath): string => {
    const field = fieldAt(path)
    const label = settingName(path)
    if (path === 'hostId') {
      const host = hosts.find(({ id }) => id === values.hostId)
      return host ? hostText(host) : t('placement.automatic')
    }
    if (path === 'groupId') {
      const group = groups.find(({ id }) => id === values.groupId)
      return `${label}: ${group?.name ?? t('groups.noGroup')}`
    }
    return field.kind === 'text' && field.isLong ? label : `${label}: ${shownValue(path)}`
  }
  return (part) => {
    const set = setIn(part, values, defaults)
    if (set.length > 0) return set.map(textOf).join(' · ')
    return t(part === 'host' ? 'placement.automatic' : 'path.asUsual')
  }
}
