import type { MetaFunction } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { SettingsNav } from '../features/settings/settings-nav.tsx'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'settings')

export default function Settings() {
  const { t } = useTranslation()
  return (
    <div className="grid max-w-6xl grid-cols-1 content-start gap-4 min-[137.5rem]:max-w-none">
      <h1 className="text-xl font-semibold">{t('settings.title')}</h1>
      <SettingsNav />
      <Outlet />
    </div>
  )
}
