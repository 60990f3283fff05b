import { Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { Field, FieldProblemText } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { DAYS, type OneOffRow, type WeeklyRow } from '../channel/domain/schedule-form.ts'
import { dayNames } from '../channel/domain/schedule-words.ts'
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
  const { t, i18n } = useTranslation()
  const locale = localeOf(i18n.language)
  const short = dayNames(locale, 'short')
  const long = dayNames(locale, 'long')
  const control = useControl()
  const at = `schedule.weekly.${index}`
  const number = index + 1
  const toggle = (day: number) => {
    const days = row.days.includes(day) ? row.days.filter((own) => own !== day) : [...row.days, day]
    onChange({ ...row, days: days.sort((a, b) => a - b) })
  }
  const overnight = row.start !== '' && row.end !== '' && row.end <= row.start
  return (
    <li className="grid gap-2 rounded-md border border-line p-3">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('schedule.days', { number })}</legend>
        {DAYS.map((day) => (
          <label
            key={day}
            title={long[day - 1]}
            className="relative flex h-8 min-w-10 items-center justify-center rounded-md border border-line px-2 text-sm text-dim has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              {...(day === 1 ? control(`${at}.days`) : {})}
              type="checkbox"
              name={`${at}.days`}
              value={day}
              aria-label={long[day - 1]}
              checked={row.days.includes(day)}
              onChange={() => toggle(day)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            <span aria-hidden="true">{short[day - 1]}</span>
          </label>
        ))}
      </fieldset>
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

function RemoveButton({ label, value, onClick }: RemoveButtonProps) {
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
