import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { type FieldState, useFieldProblems } from '../../shared/use-field-problems.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { MaintenanceForm } from './domain/maintenance-form.ts'
import type { Named, Places } from './domain/named.ts'
import { BrowserZone } from './zone-fields.tsx'

/** What was sent and could not be saved, and why. */
export type PlanRefused = { values: MaintenanceForm; problem: ApiProblem }

type PlanMaintenanceProps = {
  places: Places
  /** What the address asks for, as in `channel:<id>`. */
  scope: string
  newId: string
  refused: PlanRefused | null
  /** A new value each time one was planned. */
  saved: unknown
}

const PATHS = ['scope', 'from', 'until', 'note']

/** The form that plans a window, by the clock of whoever plans it. */
export function PlanMaintenance({ places, scope, newId, refused, saved }: PlanMaintenanceProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const problems = useFieldProblems(refused?.problem ?? null, PATHS)
  const bounds = useBounds('maintenance.note')
  const id = useRequestId(newId, saved)
  const values = refused?.values
  return (
    <Panel title={t('maintenance.plan')} hint={t('maintenance.hint')}>
      <KeptForm method="post" noValidate saved={saved} className="grid gap-4">
        <input type="hidden" name="intent" value="plan" />
        <input type="hidden" name="newId" value={id} />
        <ProblemNotice>{problems.rest}</ProblemNotice>
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-4">
          <ScopeField places={places} value={values?.scope ?? scope} state={problems.at('scope')} />
          <Field
            label={t('maintenance.from')}
            hint={t('maintenance.fromHint')}
            {...problems.at('from')}
          >
            {(binding) => <Time {...binding} name="from" defaultValue={values?.from} />}
          </Field>
          <Field label={t('maintenance.untilLabel')} {...problems.at('until')}>
            {(binding) => <Time {...binding} name="until" defaultValue={values?.until} required />}
          </Field>
          <Field
            label={`${t('maintenance.note')} (${t('common.optional')})`}
            {...problems.at('note')}
          >
            {(binding) => (
              <Input
                {...binding}
                name="note"
                defaultValue={values?.note}
                {...bounds}
                autoComplete="off"
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" aria-disabled={busy}>
            {t('maintenance.plan')}
          </Button>
          <BrowserZone className="text-xs text-dim" />
        </div>
      </KeptForm>
    </Panel>
  )
}

function Time(props: React.ComponentProps<typeof Input>) {
  return <Input {...props} type="datetime-local" className="figure" />
}

type ScopeFieldProps = { places: Places; value: string; state: FieldState }

function ScopeField({ places, value, state }: ScopeFieldProps) {
  const { t } = useTranslation()
  return (
    <Field label={t('maintenance.scope')} hint={t('maintenance.scopeHint')} {...state}>
      {(binding) => (
        <Select {...binding} name="scope" defaultValue={value}>
          <option value="all">{t('maintenance.everything')}</option>
          <Group label={t('maintenance.hosts')} kind="host" items={places.hosts} />
          <Group label={t('maintenance.channels')} kind="channel" items={places.channels} />
        </Select>
      )}
    </Field>
  )
}

type GroupProps = { label: string; kind: 'host' | 'channel'; items: readonly Named[] }

function Group({ label, kind, items }: GroupProps) {
  if (items.length === 0) return null
  return (
    <optgroup label={label}>
      {items.map(({ id, name }) => (
        <option key={id} value={`${kind}:${id}`}>
          {name}
        </option>
      ))}
    </optgroup>
  )
}
