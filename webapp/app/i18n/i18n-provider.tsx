import { type ReactNode, useSyncExternalStore } from 'react'
import type { I18n } from './create-i18n.ts'
import { TranslationContext } from './use-translation.ts'

/** Gives texts to all that is within; in another language once that is changed. */
export function I18nProvider({ i18n, children }: { i18n: I18n; children: ReactNode }) {
  const translation = useSyncExternalStore(i18n.subscribe, i18n.translation, i18n.translation)
  return <TranslationContext.Provider value={translation}>{children}</TranslationContext.Provider>
}
