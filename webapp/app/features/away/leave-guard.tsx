import { useBlocker } from '@remix-run/react'
import { lazy, Suspense, useEffect } from 'react'
import { patiently } from '../../shared/away/patiently.ts'
import { hasUnsaved } from '../../shared/away/unsaved.ts'

const LeaveDialog = lazy(
  patiently(() => import('./leave-dialog.tsx').then((module) => ({ default: module.LeaveDialog }))),
)

/** Asks before a page is left that holds what is not saved: within the app here, else by the browser. */
export function LeaveGuard() {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname && hasUnsaved(),
  )
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  if (blocker.state !== 'blocked') return null
  return (
    <Suspense fallback={null}>
      <LeaveDialog onStay={() => blocker.reset()} onLeave={() => blocker.proceed()} />
    </Suspense>
  )
}
