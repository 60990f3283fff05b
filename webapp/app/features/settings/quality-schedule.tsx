import type { QualitySchedule as Schedule } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { type EditRefused, useEditedForm } from '../../shared/use-edited-form.ts'
import type { useFieldProblems } from '../../shared/use-field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { EditedForm } from '../../ui/edited-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { TimeField } from '../../ui/time-field.tsx'
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
  const edited = useEditedForm({ stored, saved, refused, paths: PATHS })
  return (
    <Panel
      title={t('qualitySchedule.title')}
      hint={t(mayChange ? 'qualitySchedule.hint' : 'system.readOnly')}
    >
      <EditedForm
        edited={edited}
        saved={saved}
        names={QUALITY_SCHEDULE_FIELDS}
        labelOf={(name) => t(`qualitySchedule.${name}`)}
      >
        <fieldset disabled={!mayChange} className="grid min-w-0 gap-4">
          <ScheduleFields values={refused?.quality ?? stored} at={edited.problems.at} />
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
      </EditedForm>
    </Panel>
  )
}

type ScheduleFieldsProps = { values: Values; at: ReturnType<typeof useFieldProblems>['at'] }

function ScheduleFields({ values, at }: ScheduleFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className="grid gap-1">
        <CheckField name="enabled" label={t('qualitySchedule.enabled')} isOn={values.enabled} />
        <p className="max-w-prose text-xs text-dim">{t('qualitySchedule.explain')}</p>
      </div>
      <DayBoxes
        legend={t('qualitySchedule.days')}
        chosen={values.days}
        problem={at('weekly.days').problem}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {(['start', 'end'] as const).map((name) => (
          <TimeField
            key={name}
            name={name}
            label={t(`qualitySchedule.${name}`)}
            value={values[name]}
            {...at(`weekly.${name}`)}
          />
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
