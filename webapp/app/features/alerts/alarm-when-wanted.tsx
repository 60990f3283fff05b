import { lazy, Suspense, useEffect, useState } from 'react'
import { useIncidentCounts } from './use-incident-counts.ts'

const Alarm = lazy(() => import('./alarm.tsx').then((module) => ({ default: module.Alarm })))

/** The alarm, loaded with the first incident that wants a person; it then stays, to end what it began. */
export function AlarmWhenWanted() {
  const isWaiting = (useIncidentCounts()?.waiting ?? 0) > 0
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    if (isWaiting) setWanted(true)
  }, [isWaiting])
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <Alarm />
    </Suspense>
  )
}
