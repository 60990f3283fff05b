import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { DAYS } from '../channel/domain/schedule-form.ts'
import { dayNames } from '../channel/domain/schedule-words.ts'
import { useControl } from './use-control.ts'

type DayChoiceProps = {
  /** Of its controls. */
  name: string
  legend: string
  days: readonly number[]
  onChange: (days: number[]) => void
}

/** Days of the week, 1 for Monday. */
export function DayChoice({ name, legend, days, onChange }: DayChoiceProps) {
  const { i18n } = useTranslation()
  const locale = localeOf(i18n.language)
  const short = dayNames(locale, 'short')
  const long = dayNames(locale, 'long')
  const control = useControl()
  const toggle = (day: number) => {
    const chosen = days.includes(day) ? days.filter((own) => own !== day) : [...days, day]
    onChange(chosen.sort((a, b) => a - b))
  }
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{legend}</legend>
      {DAYS.map((day) => (
        <label
          key={day}
          title={long[day - 1]}
          className="relative flex h-8 min-w-10 items-center justify-center rounded-md border border-line px-2 text-sm text-dim has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            {...(day === 1 ? control(name) : {})}
            type="checkbox"
            name={name}
            value={day}
            aria-label={long[day - 1]}
            checked={days.includes(day)}
            onChange={() => toggle(day)}
            className="absolute inset-0 cursor-pointer appearance-none opacity-0"
          />
          <span aria-hidden="true">{short[day - 1]}</span>
        </label>
      ))}
    </fieldset>
  )
}
