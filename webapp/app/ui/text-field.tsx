import { Field } from './field.tsx'
import { Input } from './input.tsx'

type TextFieldProps = Omit<React.ComponentProps<typeof Input>, 'autoFocus' | 'name'> &
  Pick<React.ComponentProps<typeof Field>, 'label' | 'hint' | 'problem' | 'autoFocus'> & {
    name: string
  }

/** A field for what is no sentence, as the name of a machine, an address or a key: nothing corrects what is typed. */
export function TextField({ label, hint, problem, autoFocus, name, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem} autoFocus={autoFocus ?? false}>
      {(binding) => (
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          {...rest}
          {...binding}
          name={name}
        />
      )}
    </Field>
  )
}
