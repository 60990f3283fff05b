import { NavLink } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useUser } from '../../lib/use-user.ts'

/** Places within the settings, in order; some are for administrators only. */
const PLACES = [
  { to: '/settings', key: 'general', adminOnly: false },
  { to: '/settings/presets', key: 'presets', adminOnly: false },
  { to: '/settings/users', key: 'users', adminOnly: true },
] as const

export function SettingsNav() {
  const { t } = useTranslation()
  const isAdmin = useUser()?.role === 'admin'
  return (
    <nav aria-label={t('settingsNav.label')} className="min-w-0 overflow-x-auto">
      <ul className="flex gap-1 border-b border-line">
        {PLACES.filter(({ adminOnly }) => isAdmin || !adminOnly).map(({ to, key }) => (
          <li key={to}>
            <NavLink
              to={to}
              end
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-dim hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(`settingsNav.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
