import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import type { LogoValues } from './domain/logo-values.ts'

const FIGURES = ['x', 'y', 'width'] as const

/** The place of a logo in figures. */
export function PlaceFields(props: { logo: LogoValues; onChange: (logo: LogoValues) => void }) {
  const { t } = useTranslation()
  const { logo, onChange } = props
  const percent = (value: number) => Number((value * 100).toFixed(2))
  return (
    <div className="grid grid-cols-3 gap-3 sm:grid-cols-[repeat(3,6rem)_1fr]">
      {FIGURES.map((name) => (
        <Field key={name} label={t(`form.${name}`)}>
          {(binding) => (
            <Input
              {...binding}
              name={`logo.${name}`}
              type="number"
              min={0}
              max={100}
              step={0.01}
              className="figure"
              value={percent(logo[name])}
              onChange={(event) => onChange({ ...logo, [name]: Number(event.target.value) / 100 })}
            />
          )}
        </Field>
      ))}
      <Field
        label={`${t('form.opacity')}: ${Math.round(logo.opacity * 100)}`}
        className="max-sm:col-span-3"
      >
        {(binding) => (
          <input
            {...binding}
            name="logo.opacity"
            type="range"
            min={0}
            max={100}
            step={1}
            className="h-9 w-full"
            value={Math.round(logo.opacity * 100)}
            onChange={(event) => onChange({ ...logo, opacity: Number(event.target.value) / 100 })}
          />
        )}
      </Field>
    </div>
  )
}
