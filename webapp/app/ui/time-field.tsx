import { Field } from './field.tsx'
import { Input } from './input.tsx'

type TimeFieldProps = Omit<React.ComponentProps<typeof Field>, 'children'> & {
  name: string
  value: string | undefined
  /** With its day, as `2026-01-31T12:00`; else of any day, as `12:00`. */
  hasDay?: boolean
  required?: boolean
}

/** A time by the clock of whoever fills it in. */
export function TimeField({ name, value, hasDay, required, ...field }: TimeFieldProps) {
  return (
    <Field {...field}>
      {(binding) => (
        <Input
          {...binding}
          type={hasDay ? 'datetime-local' : 'time'}
          name={name}
          defaultValue={value}
          required={required}
          className="figure"
        />
      )}
    </Field>
  )
}
