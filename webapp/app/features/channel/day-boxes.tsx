import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { FieldProblemText } from '../../ui/field.tsx'
import { DAYS } from './domain/schedule-form.ts'
import { dayNames } from './domain/schedule-words.ts'

type DayBoxesProps = { legend: string; chosen: readonly number[]; problem: string | undefined }

/** Days of the week to tick, by their whole names. Sent as `days`, 1 for Monday. */
export function DayBoxes({ legend, chosen, problem }: DayBoxesProps) {
  const { i18n } = useTranslation()
  const names = dayNames(localeOf(i18n.language), 'long')
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
        {DAYS.map((day) => (
          <label key={day} className="flex items-center gap-2 py-1">
            <input
              type="checkbox"
              name="days"
              value={day}
              defaultChecked={chosen.includes(day)}
              className="size-4"
            />
            {names[day - 1]}
          </label>
        ))}
      </div>
      {problem ? <FieldProblemText>{problem}</FieldProblemText> : null}
    </fieldset>
  )
}
