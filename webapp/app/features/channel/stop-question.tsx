import { lazy, Suspense } from 'react'
import { patiently } from '../../shared/away/patiently.ts'
import { askToStop, useStopQuestion } from './commands.ts'

const StopDialog = lazy(
  patiently(() => import('./stop-dialog.tsx').then((module) => ({ default: module.StopDialog }))),
)

/** One for the whole page, however many channels there are on it. */
export function StopQuestion() {
  const channel = useStopQuestion()
  if (!channel) return null
  return (
    <Suspense fallback={null}>
      <StopDialog channel={channel} onClose={() => askToStop(null)} />
    </Suspense>
  )
}
