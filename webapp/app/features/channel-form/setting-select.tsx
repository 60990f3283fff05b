import type { ReactNode } from 'react'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/input.tsx'
import type { PathOf } from './domain/setting-fields.ts'
import { useChannelForm } from './form-context.tsx'
import { useControl } from './use-control.ts'
import { useSettingTexts } from './use-setting-texts.ts'

type SettingSelectProps = {
  path: PathOf<'choice' | 'number'>
  options?: readonly { value: string; text: string }[]
  /** Options of another make, before those. */
  children?: ReactNode
  className?: string
}

/** A setting of the channel that is one of few. */
export function SettingSelect({ path, options = [], children, className }: SettingSelectProps) {
  const { values, change, problem } = useChannelForm()
  const control = useControl()
  const { label, hint } = useSettingTexts(path)
  return (
    <Field
      label={label}
      hint={hint}
      problem={problem(path)}
      {...(className ? { className } : {})}
      {...control(path)}
    >
      {(binding) => (
        <Select
          {...binding}
          name={path}
          value={values[path]}
          onChange={({ target }) => change({ [path]: target.value })}
        >
          {children}
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
