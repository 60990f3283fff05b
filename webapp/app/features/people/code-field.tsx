import { useTranslation } from '../../i18n/use-translation.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type CodeFieldProps = { problem?: string | undefined; autoFocus?: boolean; hint?: string }

/** A code of an authenticator app, which phones offer by themselves, or a recovery code. */
export function CodeField({ problem, autoFocus = false, hint }: CodeFieldProps) {
  const { t } = useTranslation()
  const bounds = useBounds('login.code')
  return (
    <Field
      label={t('login.code')}
      hint={hint ?? t('login.codeHint')}
      problem={problem}
      autoFocus={autoFocus}
    >
      {(binding) => (
        <Input
          {...binding}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...bounds}
          required
          className="figure"
        />
      )}
    </Field>
  )
}
