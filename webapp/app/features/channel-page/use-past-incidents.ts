import type { ChannelId } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import { browserApi } from '../../shared/browser-api.ts'
import { useIncidentCounts } from '../alerts/use-incident-counts.ts'
import type { PastSpan } from './domain/past-marks.ts'

const MOST = 100

/** Incidents of a channel that were open at some moment since then, in ms since 1970; read anew when any is another. */
export function usePastIncidents(channelId: ChannelId, since: number): readonly PastSpan[] {
  const edition = useIncidentCounts()?.edition ?? ''
  const [spans, setSpans] = useState<readonly PastSpan[]>([])
  // The beginning moves on with each slot: which incidents there are does not depend on that.
  const minute = Math.floor(since / 60_000) * 60_000
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition is what reads anew
  useEffect(() => {
    const abort = new AbortController()
    const from = new Date(minute).toISOString()
    browserApi.incidents.list
      .query({ channelId, from, limit: MOST }, { signal: abort.signal })
      .then(({ items }) =>
        setSpans(
          items.map(({ since: began, overAt }) => ({
            from: Date.parse(began),
            to: overAt === null ? null : Date.parse(overAt),
          })),
        ),
      )
      // The picture is what was asked for; what is known of incidents stays as it was.
      .catch(() => undefined)
    return () => abort.abort()
  }, [channelId, edition, minute])
  return spans
}
