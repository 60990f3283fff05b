import { useNow } from '../../shared/use-now.ts'
import { isMuted } from './domain/present-incident.ts'

/** Until when it is muted, null once that is over; as it was read, until a browser can tell. */
export function useMutedUntil(read: string | null): string | null {
  const state = useNow((now) => (isMuted(read, now) ? 'muted' : 'over'))
  return state === 'over' ? null : read
}
