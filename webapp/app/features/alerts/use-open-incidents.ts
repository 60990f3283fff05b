import type { IncidentSummary } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { sortOpen } from './domain/present-incident.ts'
import { useIncidentCounts } from './use-incident-counts.ts'

const MOST = 200
/** Changes that come together are read together. */
const GATHER_MS = 200

/** What is open, live: read anew whenever anything about any incident is another. */
export function useOpenIncidents(): IncidentSummary[] {
  const counts = useIncidentCounts()
  const edition = counts?.edition ?? ''
  const [read, setRead] = useState<readonly IncidentSummary[]>([])
  useEffect(() => {
    if (edition === '') return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      browserApi.incidents.list
        .query({ state: 'open', limit: MOST }, { signal: abort.signal })
        .then(({ items }) => setRead(items))
        // The next change is read again; until then what was known stays.
        .catch(() => {})
    }, GATHER_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [edition])
  return sortOpen(read, Date.now())
}
