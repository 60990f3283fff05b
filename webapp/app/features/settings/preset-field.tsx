import type { FieldBounds } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { FieldState } from '../../shared/use-field-problems.ts'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { PRESET_FIELDS, type PresetName } from './domain/preset-form.ts'

type PresetFieldProps = {
  name: PresetName
  value: string
  bounds: FieldBounds
  state: FieldState
}

/** A setting of a preset with its bounds, what it means for the picture and what is wrong with it. */
export function PresetField({ name, value, bounds, state }: PresetFieldProps) {
  const { t } = useTranslation()
  const { label, hint } = usePresetTexts(name)
  const field = PRESET_FIELDS[name]
  const { required, min, max, maxLength, options = [] } = bounds
  return (
    <Field label={label} hint={hint} {...state}>
      {(binding) => {
        const shared = { ...binding, name, required, defaultValue: value }
        if (field.kind === 'choice') {
          return (
            <Select {...shared}>
              {required ? null : <option value="">{t('preset.none')}</option>}
              {options.map((option) => (
                <option key={option}>{option}</option>
              ))}
            </Select>
          )
        }
        return field.kind === 'number' ? (
          <Input {...shared} type="number" min={min} max={max} step={field.step} />
        ) : (
          <Input {...shared} autoComplete="off" maxLength={maxLength} />
        )
      }}
    </Field>
  )
}

/** What a person knows a setting by, and what is said below its field. */
export function usePresetTexts(name: PresetName): { label: string; hint: string } {
  const { t } = useTranslation()
  const texts = t(`preset.field.${name}`, { returnObjects: true })
  return { label: texts.label, hint: 'hint' in texts ? texts.hint : '' }
}
