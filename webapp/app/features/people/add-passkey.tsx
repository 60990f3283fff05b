import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { useBounds } from '../../shared/use-bounds.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { CodeField } from './code-field.tsx'
import type { PasskeyFailure } from './domain/passkey-failure.ts'
import { OwnPassword } from './own-password.tsx'
import type { PasskeyAnswer } from './passkey-answer.ts'
import { PasskeyFailureNotice } from './passkey-failure-notice.tsx'

type AddPasskeyProps = { site: string; asksCode: boolean; answer: PasskeyAnswer | null }

/** The proof first; then the browser makes the passkey, and what it made is sent. */
export function AddPasskey({ site, asksCode, answer }: AddPasskeyProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!useIsBrowser()) return <p className="text-sm text-dim">{t('passkey.noScripts')}</p>
  const problem = answer?.problem
  return (
    <>
      <ProblemNotice>
        {problem && problem.details.length === 0 && apiText.problem(problem)}
      </ProblemNotice>
      {answer?.creation ? (
        <MakePasskey site={site} creation={answer.creation} name={answer.name} />
      ) : (
        <BeginPasskey asksCode={asksCode} answer={answer} />
      )}
    </>
  )
}

function BeginPasskey({ asksCode, answer }: Omit<AddPasskeyProps, 'site'>) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const busy = useNavigation().formMethod === 'POST'
  const { problem, name } = answer ?? {}
  const bounds = useBounds('passkey.name')
  const textAt = (path: string) => apiText.field(problemAt(problem?.details ?? [], path))
  return (
    <Form method="post" noValidate className="grid max-w-sm gap-4">
      <input type="hidden" name="intent" value="beginPasskey" />
      <Field label={t('passkey.name')} hint={t('passkey.nameHint')} problem={textAt('name')}>
        {(binding) => (
          <Input {...binding} name="name" {...bounds} defaultValue={problem ? name : ''} required />
        )}
      </Field>
      <OwnPassword problem={textAt('password')} />
      {asksCode ? <CodeField problem={textAt('code')} /> : null}
      <Button type="submit" aria-disabled={busy} className="justify-self-start">
        {t('passkey.add')}
      </Button>
      <p className="text-xs text-dim">{t('passkey.addHint')}</p>
    </Form>
  )
}

type MakePasskeyProps = {
  site: string
  creation: NonNullable<PasskeyAnswer['creation']>
  name: string
}

/** Asks the browser at once, and again when that was wished: some ask only when a button was pressed. */
function MakePasskey({ site, creation, name }: MakePasskeyProps) {
  const { t } = useTranslation()
  const submit = useSubmit()
  const [failure, setFailure] = useState<PasskeyFailure | null>(null)
  const make = async () => {
    setFailure(null)
    const { createPasskey } = await import('./browser-passkeys.ts')
    const asked = await createPasskey(site, creation)
    if ('failure' in asked) return setFailure(asked.failure)
    submit({ intent: 'addPasskey', name, created: asked.json }, { method: 'post' })
  }
  const begun = useRef('')
  const latest = useRef(make)
  latest.current = make
  useEffect(() => {
    // Once a challenge, however often the page is drawn.
    if (begun.current === creation.challenge) return
    begun.current = creation.challenge
    void latest.current()
  }, [creation.challenge])
  if (failure === null) {
    return (
      <p role="status" className="text-sm">
        {t('passkey.waiting')}
      </p>
    )
  }
  return (
    <div className="grid justify-items-start gap-3">
      <PasskeyFailureNotice failure={failure} site={site} />
      <Button onClick={() => void make()}>{t('passkey.again')}</Button>
    </div>
  )
}
