import type { FieldProblem } from '@cashbacktv/contract'
import { Plus } from 'lucide-react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { CommonZones } from '../channel/common-zones.tsx'
import {
  editSchedule,
  type ScheduleEdit,
  type ScheduleValues,
} from '../channel/domain/schedule-form.ts'
import { NextChange } from '../channel/next-change.tsx'
import { OneOffItem, WeeklyItem } from './schedule-rows.tsx'
import { useControl } from './use-control.ts'

type ScheduleFieldsProps = {
  schedule: ScheduleValues
  problems: FieldProblem[]
  onChange: (schedule: ScheduleValues) => void
}

/** When the channel is on air. Its buttons also work as submits of a form without JavaScript. */
export function ScheduleFields({ schedule, problems, onChange }: ScheduleFieldsProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const problem = (path: string) => apiText.field(problemAt(problems, `schedule.${path}`))
  const edit = (event: React.MouseEvent, change: ScheduleEdit) => {
    event.preventDefault()
    onChange(editSchedule(schedule, change, `row-${Date.now()}`))
  }
  return (
    <>
      <label className="flex items-center gap-2 py-1 text-sm">
        <input
          type="checkbox"
          name="schedule.on"
          className="size-4"
          checked={schedule.on}
          onChange={(event) => onChange({ ...schedule, on: event.target.checked })}
        />
        {t('schedule.on')}
      </label>
      {schedule.on ? null : <p className="text-xs text-dim">{t('schedule.always')}</p>}
      <div className="grid gap-4" hidden={!schedule.on}>
        <TimeZoneField schedule={schedule} onChange={onChange} problem={problem('timeZone')} />
        <ul className="grid gap-3">
          {schedule.weekly.map((row, index) => (
            <WeeklyItem
              key={row.key}
              row={row}
              index={index}
              problem={
                problem(`weekly.${index}.days`) ??
                problem(`weekly.${index}.start`) ??
                problem(`weekly.${index}.end`)
              }
              onChange={(next) =>
                onChange({
                  ...schedule,
                  weekly: schedule.weekly.map((own) => (own === row ? next : own)),
                })
              }
              onRemove={(event) => edit(event, { list: 'weekly', kind: 'remove', index })}
            />
          ))}
          {schedule.oneOff.map((row, index) => (
            <OneOffItem
              key={row.key}
              row={row}
              index={index}
              problem={problem(`oneOff.${index}.from`) ?? problem(`oneOff.${index}.until`)}
              onChange={(next) =>
                onChange({
                  ...schedule,
                  oneOff: schedule.oneOff.map((own) => (own === row ? next : own)),
                })
              }
              onRemove={(event) => edit(event, { list: 'oneOff', kind: 'remove', index })}
            />
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          {(['weekly', 'oneOff'] as const).map((list) => (
            <Button
              key={list}
              type="submit"
              name="intent"
              value={`${list}:add:0`}
              size="small"
              onClick={(event) => edit(event, { list, kind: 'add', index: 0 })}
            >
              <Plus aria-hidden="true" />
              {t(`schedule.add.${list}`)}
            </Button>
          ))}
        </div>
        <NextChange schedule={schedule} />
      </div>
    </>
  )
}

type TimeZoneFieldProps = Omit<ScheduleFieldsProps, 'problems'> & { problem: string | undefined }

function TimeZoneField({ schedule, problem, onChange }: TimeZoneFieldProps) {
  const { t } = useTranslation()
  const control = useControl()
  return (
    <Field
      label={t('schedule.timeZone')}
      hint={t('schedule.timeZoneHint')}
      problem={problem}
      {...control('schedule.timeZone')}
      className="sm:max-w-72"
    >
      {(binding) => (
        <>
          <Input
            {...binding}
            name="schedule.timeZone"
            list="time-zones"
            value={schedule.timeZone}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ ...schedule, timeZone: event.target.value })}
          />
          <CommonZones id="time-zones" />
        </>
      )}
    </Field>
  )
}
