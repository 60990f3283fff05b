import { type Format, formatIn } from '../shared/domain/format.ts'
import { localeOf } from '../shared/domain/preferences.ts'
import { useTranslation } from './use-translation.ts'

/** Figures in the way of the page's language. */
export function useFormat(): Format {
  return formatIn(localeOf(useTranslation().i18n.language))
}
