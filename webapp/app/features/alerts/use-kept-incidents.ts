import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useIncidentCounts } from './use-incident-counts.ts'

/** Changes that come together are read together. */
const GATHER_MS = 300

/** Reads a page again whenever anything about any incident is another than when it was read. */
export function useKeptIncidents(): void {
  const { revalidate } = useRevalidator()
  const edition = useIncidentCounts()?.edition ?? null
  const read = useRef<string | null>(null)
  useEffect(() => {
    if (edition === null || read.current === edition) return
    const isFirst = read.current === null
    read.current = edition
    // What the page was read with is not known: the first word may be of the same or of news.
    const timer = setTimeout(revalidate, isFirst ? 0 : GATHER_MS)
    return () => clearTimeout(timer)
  }, [edition, revalidate])
}
