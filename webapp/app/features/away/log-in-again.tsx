import { lazy, Suspense } from 'react'
import { putOffLogIn, useLogInQuestion } from '../../shared/away/ask-log-in.ts'
import { patiently } from '../../shared/away/patiently.ts'

const LogInDialog = lazy(
  patiently(() =>
    import('./log-in-dialog.tsx').then((module) => ({ default: module.LogInDialog })),
  ),
)

/** A session that ends while somebody works is begun anew over the page, which stays as it is. */
export function LogInAgain({ email }: { email: string }) {
  const question = useLogInQuestion()
  if (!question?.isOpen) return null
  return (
    <Suspense fallback={null}>
      <LogInDialog email={email} onDone={() => question.answer(true)} onLater={putOffLogIn} />
    </Suspense>
  )
}
