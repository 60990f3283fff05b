import { useTranslation } from '../../i18n/use-translation.ts'
import { inUnits, PERCENT } from '../../shared/domain/input-bounds.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import type { LogoValues } from './domain/logo-values.ts'

const FIGURES = ['x', 'y', 'width'] as const

type PlaceFieldsProps = { logo: LogoValues; onChange: (logo: LogoValues) => void }

/** The place of a logo in figures. */
export function PlaceFields({ logo, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation()
  const opacity = useBounds('logo.opacity')
  return (
    <div className="grid grid-cols-3 gap-3 sm:grid-cols-[repeat(3,6rem)_1fr]">
      {FIGURES.map((name) => (
        <FigureField key={name} name={name} logo={logo} onChange={onChange} />
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
            {...inUnits(opacity, PERCENT)}
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

type FigureFieldProps = PlaceFieldsProps & { name: (typeof FIGURES)[number] }

/** Percent of the frame. */
function FigureField({ logo, onChange, name }: FigureFieldProps) {
  const { t } = useTranslation()
  const bounds = useBounds(`logo.${name}`)
  return (
    <Field label={t(`form.${name}`)}>
      {(binding) => (
        <Input
          {...binding}
          {...inUnits(bounds, PERCENT)}
          name={`logo.${name}`}
          type="number"
          step={0.01}
          className="figure"
          value={Number((logo[name] * 100).toFixed(2))}
          onChange={(event) => onChange({ ...logo, [name]: Number(event.target.value) / 100 })}
        />
      )}
    </Field>
  )
}
