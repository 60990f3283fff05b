import type { ReactNode } from 'react'
import { fetchPageTexts } from './page-texts.tsx'
import { useTranslation } from './use-translation.ts'

/** Holds back what is over the dashboard and says more than its texts. */
export function WithPageTexts({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  // What React waits for has to be thrown.
  if (!i18n.textsOf(i18n.language)?.pages) throw fetchPageTexts(i18n)
  return children
}
