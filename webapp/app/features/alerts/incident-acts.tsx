import type { IncidentView } from '@cashbacktv/contract'
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Button } from '../../ui/button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useMutedUntil } from './use-muted-until.ts'

const TIMES = [
  { minutes: 30, key: 'half' },
  { minutes: 60, key: 'hour' },
  { minutes: 240, key: 'fourHours' },
  { minutes: 1440, key: 'day' },
] as const

type IncidentActsProps = { incident: IncidentView; problem: ApiProblem | null }

/** What a person may do about an open incident: take it in hand with a note, and mute it for a time. */
export function IncidentActs({ incident, problem }: IncidentActsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  return (
    <Panel title={t('alerts.page.acts')}>
      <div className="grid gap-5">
        <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
        <Acknowledge incident={incident} />
        <Mute incident={incident} />
      </div>
    </Panel>
  )
}

function Acknowledge({ incident: { acknowledged } }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const bounds = useBounds('incident.note')
  if (acknowledged) {
    return (
      <One intent="unacknowledge" button={t('alerts.page.unacknowledge')}>
        <p className="text-sm [overflow-wrap:anywhere]">
          {t('incident.acknowledgedBy', { name: acknowledged.by ?? '?' })},{' '}
          <Instant at={acknowledged.at} />
        </p>
        {acknowledged.note ? (
          <p className="text-sm whitespace-pre-wrap text-dim [overflow-wrap:anywhere]">
            {acknowledged.note}
          </p>
        ) : null}
      </One>
    )
  }
  return (
    <KeptForm method="post" className="grid justify-items-start gap-2">
      <input type="hidden" name="intent" value="acknowledge" />
      <Field
        label={`${t('alerts.page.note')} (${t('common.optional')})`}
        hint={t('alerts.page.acknowledgeHint')}
        className="w-full"
      >
        {(binding) => <Input {...binding} name="note" {...bounds} autoComplete="off" />}
      </Field>
      <Send look="primary">{t('alerts.page.acknowledge')}</Send>
    </KeptForm>
  )
}

function Mute({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const mutedUntil = useMutedUntil(incident.mutedUntil)
  if (mutedUntil) {
    return (
      <One intent="unmute" button={t('alerts.page.unmute')}>
        <p className="text-sm">
          {t('incident.mutedUntil')} <Instant at={mutedUntil} />
        </p>
      </One>
    )
  }
  return (
    <Form method="post" className="grid justify-items-start gap-2">
      <input type="hidden" name="intent" value="mute" />
      <Field label={t('alerts.page.muteFor')} hint={t('alerts.page.muteHint')}>
        {(binding) => (
          <Select {...binding} name="minutes" defaultValue="60">
            {TIMES.map(({ minutes, key }) => (
              <option key={minutes} value={minutes}>
                {t(`alerts.page.minutes.${key}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Send>{t('alerts.page.mute')}</Send>
    </Form>
  )
}

type OneProps = { intent: string; button: string; children: ReactNode }

function One({ intent, button, children }: OneProps) {
  return (
    <Form method="post" className="grid justify-items-start gap-2">
      <input type="hidden" name="intent" value={intent} />
      {children}
      <Send>{button}</Send>
    </Form>
  )
}

function Send({ look, children }: { look?: 'primary'; children: ReactNode }) {
  const busy = useNavigation().formMethod === 'POST'
  return (
    <Button type="submit" look={look} aria-disabled={busy}>
      {children}
    </Button>
  )
}
