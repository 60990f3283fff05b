import type { QualitySchedule as Schedule } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import type { useFieldProblems } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { ChangedMeanwhile } from '../../ui/changed-meanwhile.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ZoneField } from '../alerts/zone-fields.tsx'
import { DayBoxes } from '../channel/day-boxes.tsx'
import {
  formOfQualitySchedule,
  QUALITY_SCHEDULE_FIELDS,
  type QualityScheduleForm as Values,
} from './domain/quality-schedule-form.ts'

/** What was sent and could not be saved, and why. */
export type QualityScheduleRefused = { quality: Values } & EditRefused<Values>

type QualityScheduleProps = {
  schedule: Schedule
  refused: QualityScheduleRefused | null
  /** A new value each time it was saved. */
  saved: unknown
  mayChange: boolean
}

const PATHS = ['enabled', 'weekly.days', 'weekly.start', 'weekly.end', 'timeZone']

/** Whether, and between which hours, every channel that is encoded is measured by itself. */
export function QualitySchedule({ schedule, refused, saved, mayChange }: QualityScheduleProps) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const stored = formOfQualitySchedule(schedule)
  const { shown, changed, problems } = useEditedForm({ stored, saved, refused, paths: PATHS })
  return (
    <Panel
      title={t('qualitySchedule.title')}
      hint={t(mayChange ? 'qualitySchedule.hint' : 'system.readOnly')}
    >
      <KeptForm method="post" noValidate saved={saved} className="grid gap-4">
        <input type="hidden" name="shown" value={shown} />
        <ChangedMeanwhile
          fields={QUALITY_SCHEDULE_FIELDS.filter((name) => changed.includes(name)).map((name) =>
            t(`qualitySchedule.${name}`),
          )}
        />
        <ProblemNotice>{problems.rest}</ProblemNotice>
        <fieldset disabled={!mayChange} className="grid min-w-0 gap-4">
          <ScheduleFields values={refused?.quality ?? stored} at={problems.at} />
        </fieldset>
        {mayChange ? (
          <div>
            <Button
              type="submit"
              name="intent"
              value="quality-schedule"
              look="primary"
              aria-disabled={busy}
            >
              {t('qualitySchedule.save')}
            </Button>
          </div>
        ) : null}
      </KeptForm>
    </Panel>
  )
}

type ScheduleFieldsProps = { values: Values; at: ReturnType<typeof useFieldProblems>['at'] }

function ScheduleFields({ values, at }: ScheduleFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className="grid gap-1">
        <label className="flex min-h-8 items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="enabled"
            defaultChecked={values.enabled}
            className="size-4 shrink-0"
          />
          {t('qualitySchedule.enabled')}
        </label>
        <p className="max-w-prose text-xs text-dim">{t('qualitySchedule.explain')}</p>
      </div>
      <DayBoxes
        legend={t('qualitySchedule.days')}
        chosen={values.days}
        problem={at('weekly.days').problem}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {(['start', 'end'] as const).map((name) => (
          <Field key={name} label={t(`qualitySchedule.${name}`)} {...at(`weekly.${name}`)}>
            {(binding) => (
              <Input
                {...binding}
                type="time"
                name={name}
                defaultValue={values[name]}
                className="figure"
              />
            )}
          </Field>
        ))}
        <ZoneField
          value={values.timeZone}
          isNew={false}
          state={at('timeZone')}
          hint={t('qualitySchedule.zoneHint')}
        />
      </div>
    </>
  )
}
