import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { type FieldState, useFieldProblems } from '../../shared/use-field-problems.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import type { MaintenanceForm } from './domain/maintenance-form.ts'
import type { Named, Places } from './domain/named.ts'
import { PlanForm } from './plan-form.tsx'

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
  const problems = useFieldProblems(refused?.problem ?? null, PATHS)
  const bounds = useBounds('maintenance.note')
  const values = refused?.values
  return (
    <Panel title={t('maintenance.plan')} hint={t('maintenance.hint')}>
      <PlanForm
        intent="plan"
        newId={newId}
        saved={saved}
        problem={problems.rest}
        submit={t('maintenance.plan')}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-4">
          <ScopeField places={places} value={values?.scope ?? scope} state={problems.at('scope')} />
          <TimeField
            hasDay
            name="from"
            label={t('maintenance.from')}
            hint={t('maintenance.fromHint')}
            value={values?.from}
            {...problems.at('from')}
          />
          <TimeField
            hasDay
            required
            name="until"
            label={t('maintenance.untilLabel')}
            value={values?.until}
            {...problems.at('until')}
          />
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
      </PlanForm>
    </Panel>
  )
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
