import { NavLink } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useCurrentInView } from '../../shared/use-current-in-view.ts'
import { useUser } from '../../shared/use-user.ts'
import { ROLES } from '../people/domain/people.ts'
import { ALERT_PLACES } from './alert-places.ts'

/** The ways between the pages of alerts. */
export function AlertsNav() {
  const { t } = useTranslation()
  const row = useCurrentInView()
  const rank = ROLES.indexOf(useUser()?.role ?? 'viewer')
  return (
    <nav ref={row} aria-label={t('alerts.places.label')} className="min-w-0 overflow-x-auto">
      <ul className="flex w-max min-w-full gap-1 border-b border-line">
        {ALERT_PLACES.filter(({ role }) => rank >= ROLES.indexOf(role)).map(({ to, key }) => (
          <li key={to}>
            <NavLink
              to={to}
              end={to === '/alerts'}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-sm whitespace-nowrap text-dim hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {t(`alerts.places.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
