import { CONTENT_KINDS } from '@cashbacktv/contract/content-kind'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { SettingPath } from './domain/setting-fields.ts'

/** What a person knows a setting by away from its place: where several conditions have the like of it, with whose it is. */
export function useSettingName(): (path: SettingPath) => string {
  const { t } = useTranslation()
  return (path) => {
    const own = t(`setting.${path}.label`)
    const kind = CONTENT_KINDS.find(
      (one) => path === `content.${one}.seconds` || path === `content.${one}.exceptAt`,
    )
    return kind ? `${t(`setting.content.${kind}.action.label`)}, ${own}` : own
  }
}
