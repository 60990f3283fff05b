import { NavLink } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useCurrentInView } from '../../shared/use-current-in-view.ts'
import { useUser } from '../../shared/use-user.ts'
import { ROLES } from '../people/domain/people.ts'
import { useForgotten } from '../people/use-forgotten.ts'

/** Places within the settings, in order; each with the least role that may see it. */
const PLACES = [
  { to: '/settings', key: 'general', role: 'viewer' },
  { to: '/settings/presets', key: 'presets', role: 'viewer' },
  { to: '/settings/users', key: 'users', role: 'admin' },
  { to: '/settings/api-keys', key: 'keys', role: 'operator' },
  { to: '/settings/backup', key: 'backup', role: 'admin' },
] as const

export function SettingsNav() {
  const { t } = useTranslation()
  const row = useCurrentInView()
  const rank = ROLES.indexOf(useUser()?.role ?? 'viewer')
  return (
    <nav ref={row} aria-label={t('settingsNav.label')} className="min-w-0 overflow-x-auto">
      <ul className="flex w-max min-w-full gap-1 border-b border-line">
        {PLACES.filter(({ role }) => rank >= ROLES.indexOf(role)).map(({ to, key }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === '/settings'}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-dim hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(`settingsNav.${key}`)}
              {key === 'users' ? <Waiting /> : null}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How many people wait for a link to set a new password. */
function Waiting() {
  const { t } = useTranslation()
  const count = useForgotten().length
  if (count === 0) return null
  return (
    <span className="figure ml-1.5 rounded-full bg-warning-soft px-1.5 py-0.5 text-xs text-ink">
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{t('people.waitingCount', { count })}</span>
    </span>
  )
}
