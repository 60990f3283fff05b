import { z } from 'zod'
import type { HostSample, OriginSight } from '../host/host-report.ts'
import { Instant } from '../ids.ts'
import { healthRank, worstLevel } from './health-level.ts'
import { HealthLevel } from './health-level-schema.ts'

export const HostTroubleCode = z.enum([
  ...(['silent', 'originAway', 'twoAgents', 'mediaFull', 'memoryFull', 'cpuFull'] as const),
  ...(['diskFull', 'held'] as const),
])
export type HostTroubleCode = z.infer<typeof HostTroubleCode>

export const HostTrouble = z.object({
  code: HostTroubleCode,
  level: HealthLevel,
  /** How full or busy, where that is the trouble. */
  percent: z.number().nullable(),
  /** Null where it is not known. */
  since: Instant.nullable(),
})
export type HostTrouble = z.infer<typeof HostTrouble>

/** The level of its worst trouble; troubles come worst first. One that never connected is `off`. */
export const HostHealth = z.object({ level: HealthLevel, troubles: z.array(HostTrouble) })
export type HostHealth = z.infer<typeof HostHealth>

type Load = Pick<
  HostSample,
  | 'cpuPercent'
  | 'load1'
  | 'coresPercent'
  | 'memoryTotalBytes'
  | 'memoryUsedBytes'
  | 'mediaTotalBytes'
  | 'mediaUsedBytes'
  | 'diskTotalBytes'
  | 'diskUsedBytes'
>
export type HostHealthInput = {
  link: 'never' | 'connected' | 'unknown'
  lastSeenAt: string | null
  heldRevision: number | null
  /** Since when two agents connect as this host by turns; null while they do not. */
  twoAgentsSince: string | null
  sample: Load | null
  origin: OriginSight | null
}

/** From here on channels fall off the air, or are about to. */
export const FULL_PERCENT = { media: 90, memory: 95, cpu: 95, disk: 95 } as const

/** The one verdict on a host. Figures of one that is not heard of say nothing of now. */
export function hostHealth(host: HostHealthInput): HostHealth {
  const { link, lastSeenAt, heldRevision, twoAgentsSince, sample, origin } = host
  const found: HostTrouble[] = []
  const add = (
    code: HostTroubleCode,
    level: HealthLevel,
    of: Partial<Pick<HostTrouble, 'percent' | 'since'>> = {},
  ) => found.push({ code, level, percent: of.percent ?? null, since: of.since ?? null })
  if (link === 'unknown') add('silent', 'unknown', { since: lastSeenAt })
  if (twoAgentsSince !== null) add('twoAgents', 'impaired', { since: twoAgentsSince })
  if (heldRevision !== null) add('held', 'notice')
  if (link === 'connected') {
    if (origin?.answers === false) add('originAway', 'dark', { since: origin.lastWordAt })
    for (const { code, level, percent } of sample ? fullOf(sample) : []) {
      add(code, level, { percent })
    }
  }
  found.sort((a, b) => healthRank(b.level) - healthRank(a.level))
  const well = link === 'never' ? 'off' : 'well'
  return { level: worstLevel([well, ...found.map(({ level }) => level)]), troubles: found }
}

type Full = Pick<HostTrouble, 'code' | 'level'> & { percent: number }

function fullOf(sample: Load): Full[] {
  const media = share(sample.mediaUsedBytes, sample.mediaTotalBytes)
  const memory = share(sample.memoryUsedBytes, sample.memoryTotalBytes)
  const disk = share(sample.diskUsedBytes, sample.diskTotalBytes)
  const cpu = Math.round(sample.cpuPercent)
  // A second's peak is nothing: a load as high as the cores has lasted for a minute.
  const isBusy = cpu >= FULL_PERCENT.cpu && sample.load1 >= sample.coresPercent.length
  const found: Full[] = []
  if (media >= FULL_PERCENT.media) {
    found.push({ code: 'mediaFull', level: 'impaired', percent: media })
  }
  if (memory >= FULL_PERCENT.memory) {
    found.push({ code: 'memoryFull', level: 'impaired', percent: memory })
  }
  if (isBusy) found.push({ code: 'cpuFull', level: 'impaired', percent: cpu })
  if (disk >= FULL_PERCENT.disk) found.push({ code: 'diskFull', level: 'notice', percent: disk })
  return found
}

function share(used: number, total: number): number {
  return total > 0 ? Math.round((used / total) * 100) : 0
}
