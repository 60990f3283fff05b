import { Dialog } from 'radix-ui'
import { type FormEvent, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { goToLogIn } from '../../shared/away/ask-log-in.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { problemAt } from '../../shared/domain/field-problems.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { CodeField } from '../people/code-field.tsx'

type LogInDialogProps = { email: string; onDone: () => void }

/** Asks the same person for the password; somebody else has the log-in page. */
export function LogInDialog({ email, onDone }: LogInDialogProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const returnFocus = useReturnFocus()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [step, setStep] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const answer = await logIn(new FormData(event.currentTarget))
    setBusy(false)
    setProblem('problem' in answer ? answer.problem : null)
    if ('done' in answer) onDone()
    if ('step' in answer) setStep(answer.step)
    if ('problem' in answer && !isAboutCode(answer.problem)) setStep(null)
  }
  return (
    <Dialog.Root open>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Dialog.Content
          {...returnFocus}
          className="fixed top-1/2 left-1/2 z-50 grid w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-4 rounded-lg border border-line bg-surface p-5 shadow-float"
        >
          <div className="grid gap-1">
            <Dialog.Title className="text-base font-semibold">{t('again.title')}</Dialog.Title>
            <Dialog.Description className="text-sm text-dim">{t('again.text')}</Dialog.Description>
          </div>
          <ProblemNotice>{problem && apiText.problem(problem)}</ProblemNotice>
          <form onSubmit={submit} className="grid gap-4">
            <Field label={t('login.email')}>
              {(binding) => (
                <Input
                  {...binding}
                  name="email"
                  type="email"
                  value={email}
                  readOnly
                  autoComplete="username"
                />
              )}
            </Field>
            {step === null ? (
              <Field label={t('login.password')}>
                {(binding) => (
                  <Input
                    {...binding}
                    name="password"
                    type="password"
                    required
                    autoFocus
                    autoComplete="current-password"
                  />
                )}
              </Field>
            ) : (
              <>
                <input type="hidden" name="step" value={step} />
                <CodeField autoFocus />
              </>
            )}
            <div className="flex flex-wrap justify-end gap-2">
              <Button look="quiet" onClick={goToLogIn}>
                {t('again.other')}
              </Button>
              <Button type="submit" look="primary" aria-disabled={busy}>
                {t(busy ? 'login.submitting' : 'login.submit')}
              </Button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type Answer = { done: true } | { step: string } | { problem: ApiProblem }

async function logIn(body: FormData): Promise<Answer> {
  try {
    const response = await fetch('/session/begin', { method: 'POST', body })
    const answer: unknown = await response.json()
    if (!response.ok) return { problem: toApiProblem({ data: answer }) }
    const step: unknown = Reflect.get(Object(answer), 'step')
    // A passkey is shown on the page of log-ins.
    if (Reflect.get(Object(answer), 'hasCode') === false) goToLogIn()
    return typeof step === 'string' ? { step } : { done: true }
  } catch (failure) {
    return { problem: toApiProblem(failure) }
  }
}

/** Else the step is over, and the password is asked for anew. */
function isAboutCode({ code, details }: ApiProblem): boolean {
  return code !== 'unauthenticated' || problemAt(details, 'code') !== undefined
}
