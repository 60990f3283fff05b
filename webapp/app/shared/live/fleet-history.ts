import type { FleetTotals } from '@cashbacktv/contract'
import { useSyncExternalStore } from 'react'
import { pulseStore } from './use-live.ts'

/** Five minutes, one in ten seconds, as roll-ups have them. */
export const FLEET_POINTS = 30
const POINT_MS = 10_000

/** `atMs`: where the ten seconds begin, by the clock of the browser. */
type FleetPoint = { atMs: number; totals: FleetTotals }
const NONE: readonly FleetPoint[] = []
let points = NONE

/** Keeps the totals of the last minutes, whichever page is shown, until the returned function is called. */
export function recordFleet(): () => void {
  return pulseStore.subscribePulse(() => {
    const totals = pulseStore.totals()
    if (!totals) return
    const atMs = Math.floor(Date.now() / POINT_MS) * POINT_MS
    // The newest one moves with every second.
    const kept = points.at(-1)?.atMs === atMs ? points.slice(0, -1) : points.slice(1 - FLEET_POINTS)
    points = [...kept, { atMs, totals }]
  })
}

/** What was seen live, oldest first; empty on the server and before the first second. */
export function useFleetHistory(): readonly FleetPoint[] {
  return useSyncExternalStore(
    pulseStore.subscribePulse,
    () => points,
    () => NONE,
  )
}
