import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { ServerAway } from '../away/server-away.tsx'
import { BrandMark } from './brand.tsx'
import { PreferenceForms } from './preference-forms.tsx'

type EntryPageProps = { title: string; wide?: boolean; children: ReactNode }

/** A page for who is not logged in, or not quite. */
export function EntryPage({ title, wide = false, children }: EntryPageProps) {
  const { t } = useTranslation()
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-6 p-4">
      <div className="flex items-center gap-3">
        <BrandMark className="size-9" />
        <p className="text-lg font-semibold">{t('app.name')}</p>
      </div>
      <section
        className={classNames(
          'grid w-full gap-4 rounded-lg border border-line bg-surface p-6',
          wide ? 'max-w-2xl' : 'max-w-sm',
        )}
      >
        <ServerAway />
        <h1 className="text-base font-semibold">{title}</h1>
        {children}
      </section>
      <PreferenceForms />
    </main>
  )
}
