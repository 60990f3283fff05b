import { Dialog } from 'radix-ui'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { WithPageTexts } from '../../i18n/with-page-texts.tsx'
import { goToLogIn } from '../../shared/away/ask-log-in.ts'
import { patiently } from '../../shared/away/patiently.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { CodeField } from '../people/code-field.tsx'
import { isStepOver } from '../people/domain/step-over.ts'

const PasskeyStep = lazy(
  patiently(() => import('./passkey-step.tsx').then((module) => ({ default: module.PasskeyStep }))),
)

type LogInDialogProps = { email: string; onDone: () => void; onLater: () => void }

/** Asks the same person for the password, and the second step; somebody else has the log-in page. */
export function LogInDialog({ email, onDone, onLater }: LogInDialogProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const returnFocus = useReturnFocus(document.activeElement)
  const { problem, step, busy, send, beginAnew } = useLogIn(onDone)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void send(new FormData(event.currentTarget))
  }
  return (
    <Dialog.Root open onOpenChange={(open) => open || onLater()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <Dialog.Content
          {...returnFocus}
          // A press beside it would take a code that is half typed.
          onPointerDownOutside={(event) => event.preventDefault()}
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
            {step ? <StepFields step={step} onShown={(form) => void send(form)} /> : <Password />}
            <div className="flex flex-wrap justify-end gap-2">
              {step ? (
                <Button look="quiet" onClick={beginAnew}>
                  {t('again.anew')}
                </Button>
              ) : null}
              <Dialog.Close asChild>
                <Button look="quiet">{t('again.later')}</Button>
              </Dialog.Close>
              <Button look="quiet" onClick={goToLogIn}>
                {t('again.other')}
              </Button>
              {step && !step.hasCode ? null : (
                <Button type="submit" look="primary" aria-disabled={busy}>
                  {t(busy ? 'login.submitting' : 'login.submit')}
                </Button>
              )}
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Password() {
  const { t } = useTranslation()
  return (
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
  )
}

type StepFieldsProps = { step: Step; onShown: (form: FormData) => void }

/** What the password has opened takes: a code, a passkey, or either. */
function StepFields({ step: { step, hasCode, passkeySite }, onShown }: StepFieldsProps) {
  return (
    <>
      <input type="hidden" name="step" value={step} />
      {hasCode ? <CodeField autoFocus /> : null}
      {hasCode && passkeySite === null ? null : (
        <Suspense fallback={null}>
          <WithPageTexts>
            <PasskeyStep step={step} hasCode={hasCode} site={passkeySite} onShown={onShown} />
          </WithPageTexts>
        </Suspense>
      )}
    </>
  )
}

/** Once the password was right: what it has opened, and what it takes. */
type Step = {
  step: string
  /** False of who has passkeys alone. */
  hasCode: boolean
  /** Where a passkey of this person may be shown instead; null where there is none. */
  passkeySite: string | null
}
type Answer = { done: true } | { step: Step } | { problem: ApiProblem }

function useLogIn(onDone: () => void) {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [step, setStep] = useState<Step | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (form: FormData) => {
    if (busy) return
    setBusy(true)
    const answer = await logIn(form)
    setBusy(false)
    setProblem('problem' in answer ? answer.problem : null)
    if ('done' in answer) onDone()
    if ('step' in answer) setStep(answer.step)
    if ('problem' in answer && isStepOver(answer.problem)) setStep(null)
  }
  const beginAnew = () => {
    setProblem(null)
    setStep(null)
  }
  return { problem, step, busy, send, beginAnew }
}

async function logIn(body: FormData): Promise<Answer> {
  try {
    const response = await fetch('/session/begin', { method: 'POST', body })
    const answer: unknown = await response.json()
    if (!response.ok) return { problem: toApiProblem({ data: answer }) }
    const step = stepOf(answer)
    return step ? { step } : { done: true }
  } catch (failure) {
    return { problem: toApiProblem(failure) }
  }
}

function stepOf(answer: unknown): Step | null {
  const at = (name: string): unknown => Reflect.get(Object(answer), name)
  const [step, site] = [at('step'), at('passkeySite')]
  if (typeof step !== 'string') return null
  return {
    step,
    hasCode: at('hasCode') !== false,
    passkeySite: typeof site === 'string' ? site : null,
  }
}
