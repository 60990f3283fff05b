import { useSyncExternalStore } from 'react'
import { type FleetTotals, fleetTotals } from '../../domain/fleet-totals.ts'
import { pulseStore } from './use-live.ts'

/** A minute, one a second. */
export const FLEET_POINTS = 60
const NONE: readonly FleetTotals[] = []
let points = NONE

/** Keeps the totals of the last minute, whichever page is shown, until the returned function is called. */
export function recordFleet(): () => void {
  return pulseStore.subscribePulse(() => {
    points = [
      ...points.slice(1 - FLEET_POINTS),
      fleetTotals(pulseStore.channels(), pulseStore.hosts()),
    ]
  })
}

/** The last minute, oldest first; empty on the server and before the first pulse. */
export function useFleetHistory(): readonly FleetTotals[] {
  return useSyncExternalStore(
    pulseStore.subscribePulse,
    () => points,
    () => NONE,
  )
}
