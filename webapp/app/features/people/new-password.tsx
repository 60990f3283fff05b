import { password as inEnglish } from '@cashbacktv/contract/password-in-english'
import { passwordFault, passwordStrength } from '@cashbacktv/contract/password-rule'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type NewPasswordProps = {
  name: string
  label: ReactNode
  hint: ReactNode
  problem?: string | undefined
  /** Whose it is to be, where that is known. */
  email: string | null
  autoFocus?: boolean
}

/** Where a password is set. What is typed is judged as it is; the list of common ones only the server has. */
export function NewPassword({ name, label, hint, problem, email, ...focus }: NewPasswordProps) {
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // Somebody may have begun to type before the page's script was there.
  useEffect(() => setTyped(input.current?.value ?? ''), [])
  return (
    <Field
      label={label}
      hint={typed === '' ? hint : <Strength password={typed} email={email} />}
      problem={problem}
    >
      {(binding) => (
        <Input
          ref={input}
          {...binding}
          {...focus}
          name={name}
          type="password"
          autoComplete="new-password"
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Field>
  )
}

const FILLED = { short: 1, weak: 1, good: 2, strong: 3 }

function Strength({ password, email }: { password: string; email: string | null }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const length = passwordStrength(password)
  const fault =
    length === 'short' ? null : passwordFault(password, { email, isCommon: () => false })
  const level = fault ? 'weak' : length
  return (
    <span className="grid gap-1">
      <span aria-hidden="true" className="grid max-w-40 grid-cols-3 gap-1">
        {[1, 2, 3].map((bar) => (
          <span
            key={bar}
            className={classNames('h-1 rounded-sm', bar <= FILLED[level] ? 'bg-accent' : 'bg-line')}
          />
        ))}
      </span>
      <span aria-live="polite">
        {fault
          ? apiText.warning({ code: fault, params: {}, message: inEnglish[fault] })
          : t(`password.${length}`, { count: password.length })}
      </span>
    </span>
  )
}
