import { clockLag } from '../domain/host-clock.ts'
import type { LinkContext } from './link-context.ts'

/** `said`: the host's own instant of what came `at` this one. */
export function noteClock({ connection, service }: LinkContext, said: string, at: Date): void {
  const clockLagMs = clockLag(connection.clockLagMs, said, at)
  if (clockLagMs === connection.clockLagMs) return
  connection.clockLagMs = clockLagMs
  const { hostId } = connection
  service.log.warn({ hostId, clockLagMs }, 'the clock of a host is not ours: see to its NTP')
}
