import { useTranslation } from '../../i18n/use-translation.ts'
import { useUser } from '../../shared/use-user.ts'
import { PlaceLinks } from '../../ui/place-links.tsx'
import { ROLES } from '../people/domain/people.ts'
import { ALERT_PLACES } from './alert-places.ts'

/** The ways between the pages of alerts, as far as a role may see them. */
export function AlertsNav() {
  const { t } = useTranslation()
  const rank = ROLES.indexOf(useUser()?.role ?? 'viewer')
  const places = ALERT_PLACES.filter(({ role }) => rank >= ROLES.indexOf(role))
  return (
    <PlaceLinks
      label={t('alerts.places.label')}
      places={places.map(({ to, key }) => ({
        to,
        isFirst: to === '/alerts',
        text: t(`alerts.places.${key}`),
      }))}
    />
  )
}
