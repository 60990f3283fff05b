import type { HostRoom } from './host-report.ts'

/**
 * Cores that channels may hold. Other programs are what the reserve is for: only what they take
 * beyond it is missing.
 */
export function usableCores(room: Pick<HostRoom, 'cores' | 'reserveCores' | 'otherCores'>): number {
  return Math.max(0, room.cores - Math.max(room.reserveCores, room.otherCores))
}
