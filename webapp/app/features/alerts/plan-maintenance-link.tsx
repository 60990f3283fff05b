import type { MaintenanceScope } from '@cashbacktv/contract'
import { Wrench } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ButtonLooks } from '../../ui/button.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { scopeText } from './domain/maintenance-form.ts'

type PlanMaintenanceLinkProps = Pick<ButtonLooks, 'size'> & {
  scope: MaintenanceScope
  name: string
}

/** From what is to be worked on to the form that plans it, with the scope filled in. */
export function PlanMaintenanceLink({ scope, name, size }: PlanMaintenanceLinkProps) {
  const { t } = useTranslation()
  return (
    <LinkButton
      size={size}
      to={`/alerts/maintenance?${new URLSearchParams({ scope: scopeText(scope) })}`}
      aria-label={t('maintenance.planNamed', { name })}
    >
      <Wrench aria-hidden="true" />
      {t('maintenance.plan')}
    </LinkButton>
  )
}
