import { useTranslation } from '../../i18n/use-translation.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

/** The password that somebody has, which logs them in or proves that it is them. */
export function OwnPassword({ problem }: { problem: string | undefined }) {
  const { t } = useTranslation()
  return (
    <Field label={t('login.password')} problem={problem}>
      {(binding) => (
        <Input
          {...binding}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      )}
    </Field>
  )
}
