import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import type { PathOf } from './domain/setting-fields.ts'
import { useChannelForm } from './form-context.tsx'
import { useSettingTexts } from './use-setting-texts.ts'

type SettingSelectProps = {
  path: PathOf<'choice' | 'number'>
  options: readonly { value: string; text: string }[]
  className?: string
}

/** A setting of the channel that is one of few. */
export function SettingSelect({ path, options, className = '' }: SettingSelectProps) {
  const { values, change, problem } = useChannelForm()
  const { label, hint } = useSettingTexts(path)
  return (
    <Field label={label} hint={hint} problem={problem(path)} className={className}>
      {(binding) => (
        <Select
          {...binding}
          name={path}
          value={values[path]}
          onChange={({ target }) => change({ [path]: target.value })}
        >
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
