import type { SecondStepView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Panel } from '../../ui/panel.tsx'

/** Whether log-ins of this person take a code, and where that is changed. */
export function SecondStepPanel({ view }: { view: SecondStepView }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('secondStep.title')} hint={t('secondStep.hint')}>
      <div className="grid justify-items-start gap-3">
        <SecondStepState view={view} />
        <LinkButton to="/account/second-step">
          {t(view.on ? 'secondStep.manage' : 'secondStep.setUp')}
        </LinkButton>
      </div>
    </Panel>
  )
}

export function SecondStepState({ view: { since, recoveryCodesLeft } }: { view: SecondStepView }) {
  const { t } = useTranslation()
  if (since === null) return <p className="text-sm">{t('secondStep.off')}</p>
  return (
    <p className="text-sm">
      {t('secondStep.on')} <Instant at={since} dateToo />.{' '}
      {t('secondStep.left', { count: recoveryCodesLeft })}
    </p>
  )
}
