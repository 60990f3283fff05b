import { Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldProblemText } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import type { OneOffRow, WeeklyRow } from '../channel/domain/schedule-form.ts'
import { DayChoice } from './day-choice.tsx'
import { useControl } from './use-control.ts'

type RowProps<R> = {
  row: R
  index: number
  problem: string | undefined
  onChange: (row: R) => void
  onRemove: (event: React.MouseEvent) => void
}

/** Days of the week and a time of day. */
export function WeeklyItem({ row, index, problem, onChange, onRemove }: RowProps<WeeklyRow>) {
  const { t } = useTranslation()
  const control = useControl()
  const at = `schedule.weekly.${index}`
  const number = index + 1
  const overnight = row.start !== '' && row.end !== '' && row.end <= row.start
  return (
    <li className="grid gap-2 rounded-md border border-line p-3">
      <DayChoice
        name={`${at}.days`}
        legend={t('schedule.days', { number })}
        days={row.days}
        onChange={(days) => onChange({ ...row, days })}
      />
      <div className="flex flex-wrap items-end gap-3">
        {(['start', 'end'] as const).map((name) => (
          <Field
            key={name}
            label={t(`schedule.${name}`)}
            className="w-32"
            {...control(`${at}.${name}`)}
          >
            {(binding) => (
              <Input
                {...binding}
                type="time"
                name={`${at}.${name}`}
                value={row[name]}
                className="figure"
                onChange={(event) => onChange({ ...row, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        {overnight ? <p className="pb-2 text-xs text-dim">{t('schedule.overnight')}</p> : null}
        <RemoveButton
          label={t('schedule.remove.weekly', { number })}
          value={`weekly:remove:${index}`}
          onClick={onRemove}
        />
      </div>
      {problem ? <FieldProblemText>{problem}</FieldProblemText> : null}
    </li>
  )
}

/** A single stretch on or off air. */
export function OneOffItem({ row, index, problem, onChange, onRemove }: RowProps<OneOffRow>) {
  const { t } = useTranslation()
  const control = useControl()
  const at = `schedule.oneOff.${index}`
  const number = index + 1
  return (
    <li className="grid gap-2 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('schedule.once')} className="w-32">
          {(binding) => (
            <Select
              {...binding}
              name={`${at}.onAir`}
              value={row.onAir ? 'on' : 'off'}
              onChange={(event) => onChange({ ...row, onAir: event.target.value === 'on' })}
            >
              <option value="on">{t('schedule.onAir')}</option>
              <option value="off">{t('schedule.offAir')}</option>
            </Select>
          )}
        </Field>
        {(['from', 'until'] as const).map((name) => (
          <Field
            key={name}
            label={t(`schedule.${name}`)}
            className="w-56 max-sm:w-full"
            {...control(`${at}.${name}`)}
          >
            {(binding) => (
              <Input
                {...binding}
                type="datetime-local"
                name={`${at}.${name}`}
                value={row[name]}
                className="figure"
                onChange={(event) => onChange({ ...row, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <RemoveButton
          label={t('schedule.remove.oneOff', { number })}
          value={`oneOff:remove:${index}`}
          onClick={onRemove}
        />
      </div>
      {problem ? <FieldProblemText>{problem}</FieldProblemText> : null}
    </li>
  )
}

type RemoveButtonProps = {
  label: string
  value: string
  onClick: (event: React.MouseEvent) => void
}

export function RemoveButton({ label, value, onClick }: RemoveButtonProps) {
  return (
    <Button
      type="submit"
      name="intent"
      value={value}
      look="quiet"
      size="icon"
      className="mb-0.5 ml-auto"
      title={label}
      aria-label={label}
      onClick={onClick}
    >
      <Trash2 aria-hidden="true" />
    </Button>
  )
}
