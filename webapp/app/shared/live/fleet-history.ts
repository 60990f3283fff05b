import type { FleetTotals } from '@cashbacktv/contract'
import { useSyncExternalStore } from 'react'
import { pulseStore } from './use-live.ts'

/** A minute, one a second. */
export const FLEET_POINTS = 60
const NONE: readonly FleetTotals[] = []
let points = NONE

/** Keeps the totals of the last minute, whichever page is shown, until the returned function is called. */
export function recordFleet(): () => void {
  return pulseStore.subscribePulse(() => {
    const totals = pulseStore.totals()
    if (totals) points = [...points.slice(1 - FLEET_POINTS), totals]
  })
}

/** The last minute, oldest first; empty on the server and before the first second. */
export function useFleetHistory(): readonly FleetTotals[] {
  return useSyncExternalStore(
    pulseStore.subscribePulse,
    () => points,
    () => NONE,
  )
}
