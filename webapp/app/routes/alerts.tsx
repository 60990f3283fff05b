import type { MetaFunction } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { AlertsNav } from '../features/alerts/alerts-nav.tsx'
import { HelpLink } from '../features/docs/help-link.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alerts')

export default function Alerts() {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
      <header className="flex flex-wrap items-center justify-between gap-x-5">
        <h1 className="text-xl font-semibold">{t('alerts.title')}</h1>
        <HelpLink on="alerts" />
      </header>
      <AlertsNav />
      <Outlet />
    </div>
  )
}
