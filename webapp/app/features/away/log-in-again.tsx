import { useLocation, useNavigation } from '@remix-run/react'
import { lazy, Suspense, useEffect } from 'react'
import { putOffLogIn, useLogInQuestion } from '../../shared/away/ask-log-in.ts'
import { patiently } from '../../shared/away/patiently.ts'
import { showPage } from '../../shared/away/shown-page.ts'
import { useStay } from './use-stay.ts'

const LogInDialog = lazy(
  patiently(() =>
    import('./log-in-dialog.tsx').then((module) => ({ default: module.LogInDialog })),
  ),
)

/** A session that ends while somebody works is begun anew over the page, which stays as it is. */
export function LogInAgain({ email }: { email: string }) {
  const question = useLogInQuestion()
  const { pathname, search } = useLocation()
  const isGoing = useNavigation().state !== 'idle'
  const stay = useStay()
  useEffect(() => showPage(pathname, search), [pathname, search])
  if (!question?.isOpen) return null
  const putOff = () => {
    // First, so that what was to be saved or gone to is given up and its refusal is nobody's failure.
    if (isGoing) stay()
    putOffLogIn()
  }
  return (
    <Suspense fallback={null}>
      <LogInDialog email={email} onDone={() => question.answer(true)} onLater={putOff} />
    </Suspense>
  )
}
