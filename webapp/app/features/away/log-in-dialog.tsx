import { Dialog } from 'radix-ui'
import { type FormEvent, useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { goToLogIn } from '../../shared/away/ask-log-in.ts'
import { type ApiProblem, toApiProblem } from '../../shared/domain/api-problem.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'

type LogInDialogProps = { email: string; onDone: () => void }

/** Asks the same person for the password; somebody else has the log-in page. */
export function LogInDialog({ email, onDone }: LogInDialogProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const returnFocus = useReturnFocus()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const refused = await logIn(new FormData(event.currentTarget))
    setBusy(false)
    setProblem(refused)
    if (!refused) onDone()
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
          {problem ? (
            <Notice tone="bad" role="alert">
              {apiText.problem(problem)}
            </Notice>
          ) : null}
          <form onSubmit={submit} className="grid gap-4">
            <Field label={t('login.email')}>
              {(binding) => (
                <Input
                  {...binding}
                  {...{ name: 'email', type: 'email', value: email, readOnly: true }}
                  autoComplete="username"
                />
              )}
            </Field>
            <Field label={t('login.password')}>
              {(binding) => (
                <Input
                  {...binding}
                  {...{ name: 'password', type: 'password', required: true, autoFocus: true }}
                  autoComplete="current-password"
                />
              )}
            </Field>
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

/** Null when it went well. */
async function logIn(body: FormData): Promise<ApiProblem | null> {
  try {
    const response = await fetch('/session/begin', { method: 'POST', body })
    if (response.ok) return null
    return toApiProblem({ data: await response.json() })
  } catch (failure) {
    return toApiProblem(failure)
  }
}
