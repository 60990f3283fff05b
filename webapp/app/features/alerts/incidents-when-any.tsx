import { lazy, Suspense } from 'react'
import type { IncidentsWithin } from './open-incidents.tsx'
import { useIncidentCounts } from './use-incident-counts.ts'

const OpenIncidents = lazy(() =>
  import('./open-incidents.tsx').then((module) => ({ default: module.OpenIncidents })),
)

/** What is open, loaded once anything is: on most days the dashboard has no need of it. */
export function IncidentsWhenAny(within: IncidentsWithin) {
  const counts = useIncidentCounts()
  if (!counts || counts.open === 0) return null
  return (
    <Suspense fallback={null}>
      <OpenIncidents {...within} />
    </Suspense>
  )
}
