import { useTranslation } from '../../i18n/use-translation.ts'
import { Field, FieldProblemText } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { DayChoice } from './day-choice.tsx'
import type { LayerHoursRow, LayerRow } from './domain/layer-rows.ts'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'

/** Id of the time zones that fields of layers offer. */
export const LAYER_ZONES = 'layer-zones'

export type LayerPart = {
  row: LayerRow
  /** Names of its controls begin with it. */
  at: string
  number: number
  onChange: (part: Partial<LayerRow>) => void
}

/** The days and hours of a layer. */
export function LayerHours({ row, at, number, onChange }: LayerPart) {
  const { t } = useTranslation()
  const { problem } = useChannelForm()
  const control = useControl()
  const { hours } = row
  const change = (part: Partial<LayerHoursRow>) => onChange({ hours: { ...hours, ...part } })
  const said = problem(`${at}.hours.days`)
  return (
    <div className="grid gap-2">
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          name={`${at}.hours.on`}
          aria-label={t('layers.hoursOf', { number })}
          className="size-4"
          checked={hours.on}
          onChange={(event) => change({ on: event.target.checked })}
        />
        {t('layers.hours')}
      </label>
      <div className="grid gap-2" hidden={!hours.on}>
        <DayChoice
          name={`${at}.hours.days`}
          legend={t('layers.days', { number })}
          days={hours.days}
          onChange={(days) => change({ days })}
        />
        {said ? <FieldProblemText>{said}</FieldProblemText> : null}
        <div className="flex flex-wrap items-end gap-3">
          {(['start', 'end', 'timeZone'] as const).map((name) => (
            <Field
              key={name}
              label={t(`schedule.${name}`)}
              className={name === 'timeZone' ? 'w-52' : 'w-32'}
              problem={problem(`${at}.hours.${name}`)}
              {...control(`${at}.hours.${name}`)}
            >
              {(binding) => (
                <Input
                  {...binding}
                  {...(name === 'timeZone' ? { list: LAYER_ZONES } : { type: 'time' })}
                  name={`${at}.hours.${name}`}
                  value={hours[name]}
                  className="figure"
                  onChange={(event) => change({ [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      </div>
    </div>
  )
}
