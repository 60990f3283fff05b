import type { IncidentCounts } from '@cashbacktv/contract'
import { useSyncExternalStore } from 'react'
import { pulseStore } from '../../shared/live/use-live.ts'

/** How many incidents there are, live; null until the live connection has said so. */
export function useIncidentCounts(): IncidentCounts | null {
  return useSyncExternalStore(pulseStore.subscribeIncidents, pulseStore.incidents, () => null)
}
