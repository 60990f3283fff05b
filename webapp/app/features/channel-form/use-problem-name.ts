import { useTranslation } from '../../i18n/use-translation.ts'
import { partOf } from './domain/form-parts.ts'
import { isSettingPath } from './domain/setting-fields.ts'
import { useSettingName } from './use-setting-name.ts'

/** What a person knows the place of a problem by; its path where the form knows nothing of it. */
export function useProblemName(): (path: string) => string {
  const { t } = useTranslation()
  const settingName = useSettingName()
  return (path) => {
    if (isSettingPath(path)) return settingName(path)
    const source = /^sources\.(\d+)\./.exec(path)
    if (source) return t('form.source', { number: Number(source[1]) + 1 })
    const part = partOf(path)
    if (part === null) return path
    if (part === 'layers') return t('layers.title')
    if (part === 'slate' || part === 'schedule' || part === 'content') return t(`${part}.title`)
    return t(`path.${part}`)
  }
}
