import type { FleetTotals, History } from '@cashbacktv/contract'

/** Figures of the dashboard that have a course, and what roll-ups call them. */
const COLUMNS = {
  onAir: 'channelsOnAir',
  cpuPercent: 'cpuPercent',
  memoryUsedBytes: 'memoryUsedBytes',
  viewerKbps: 'viewerKbps',
  viewers: 'viewers',
} as const satisfies Partial<Record<keyof FleetTotals, string>>

export type CourseName = keyof typeof COLUMNS
/** What the figures of the dashboard were before the page was opened, oldest first. */
export type FleetPast = Record<CourseName, (number | null)[]>

/** The newest steps may not have been written yet: what is live follows the last that was. */
export function fleetPastOf({ points }: Pick<History, 'points'>): FleetPast {
  const column = (name: CourseName) => {
    const values = points[COLUMNS[name]] ?? []
    return values.slice(0, values.findLastIndex((value) => value !== null) + 1)
  }
  return {
    onAir: column('onAir'),
    cpuPercent: column('cpuPercent'),
    memoryUsedBytes: column('memoryUsedBytes'),
    viewerKbps: column('viewerKbps'),
    viewers: column('viewers'),
  }
}
