import type { MetaFunction } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { AlertsNav } from '../features/alerts/alerts-nav.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alerts')

export default function Alerts() {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
      <h1 className="text-xl font-semibold">{t('alerts.title')}</h1>
      <AlertsNav />
      <Outlet />
    </div>
  )
}
