import { useTranslation } from '../../i18n/use-translation.ts'
import { useUser } from '../../shared/use-user.ts'
import { PlaceLinks } from '../../ui/place-links.tsx'
import { ROLES } from '../people/domain/people.ts'
import { useForgotten } from '../people/use-forgotten.ts'

/** Places within the settings, in order; each with the least role that may see it. */
const PLACES = [
  { to: '/settings', key: 'general', role: 'viewer' },
  { to: '/settings/presets', key: 'presets', role: 'viewer' },
  { to: '/settings/users', key: 'users', role: 'admin' },
  { to: '/settings/api-keys', key: 'keys', role: 'operator' },
  { to: '/settings/groups', key: 'groups', role: 'admin' },
  { to: '/settings/audit', key: 'audit', role: 'admin' },
  { to: '/settings/recordings', key: 'recordings', role: 'admin' },
  { to: '/settings/backup', key: 'backup', role: 'admin' },
] as const

export function SettingsNav() {
  const { t } = useTranslation()
  const rank = ROLES.indexOf(useUser()?.role ?? 'viewer')
  const places = PLACES.filter(({ role }) => rank >= ROLES.indexOf(role))
  return (
    <PlaceLinks
      label={t('settingsNav.label')}
      places={places.map(({ to, key }) => ({
        to,
        isFirst: to === '/settings',
        text: (
          <>
            {t(`settingsNav.${key}`)}
            {key === 'users' ? <Waiting /> : null}
          </>
        ),
      }))}
    />
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
