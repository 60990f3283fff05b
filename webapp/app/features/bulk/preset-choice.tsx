import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi, waits } from '../../shared/browser-api.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'

type PresetChoiceProps = { value: string; onChange: (id: string) => void }

/** The preset that channels are given. */
export function PresetChoice({ value, onChange }: PresetChoiceProps) {
  const { t } = useTranslation()
  const [presets, setPresets] = useState<{ id: string; name: string }[]>([])
  useEffect(() => {
    browserApi.presets.list.query(undefined, waits.page).then(
      ({ items }) => setPresets(items),
      () => setPresets([]),
    )
  }, [])
  return (
    <Field label={t('setting.output.presetId.label')}>
      {(binding) => (
        <Select {...binding} value={value} onChange={(event) => onChange(event.target.value)}>
          {presets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
