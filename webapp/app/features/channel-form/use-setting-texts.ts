import { useTranslation } from '../../i18n/use-translation.ts'
import type { SettingPath } from './domain/setting-fields.ts'

/** What a person knows a setting by, and what is said below its field. */
export function useSettingTexts(path: SettingPath): { label: string; hint: string } {
  const { t } = useTranslation()
  const texts = t(`setting.${path}`, { returnObjects: true })
  return { label: texts.label, hint: 'hint' in texts ? texts.hint : '' }
}
