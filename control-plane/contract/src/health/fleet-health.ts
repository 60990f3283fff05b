import type { FleetHealth, LevelCounts } from './fleet-health-schema.ts'
import { HEALTH_LEVELS, worstLevel } from './health-level.ts'
import type { HealthLevel } from './health-level-schema.ts'

type Judged = { health: { level: HealthLevel } }

export function fleetHealth(channels: Iterable<Judged>, hosts: Iterable<Judged>): FleetHealth {
  const levels: LevelCounts = {
    off: 0,
    well: 0,
    pending: 0,
    notice: 0,
    impaired: 0,
    unknown: 0,
    slate: 0,
    unstable: 0,
    dark: 0,
  }
  let wanted = 0
  for (const { health } of channels) {
    levels[health.level] += 1
    if (health.level !== 'off') wanted += 1
  }
  const ofHosts = [...hosts].map(({ health }) => health.level)
  const ofChannels = HEALTH_LEVELS.filter((level) => levels[level] > 0)
  return { wanted, levels, worst: worstLevel([...ofChannels, ...ofHosts]) }
}
