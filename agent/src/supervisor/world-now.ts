import type { Capabilities, HostSample } from '@cashbacktv/contract'
import type { OriginTeller } from '../air/origin-teller.ts'
import { reasonOf, type World } from '../domain/world.ts'
import type { Ffmpeg } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import { hostCapacity } from './host-room.ts'
import type { Housekeeping } from './housekeeping.ts'

type Parts = Pick<World, 'desired' | 'channels' | 'cores'> & {
  memory: World['host']
  table: Pick<RunTable, 'runs'>
  origin: Pick<OriginTeller, 'told'>
  readers: Pick<SourceReaders, 'learned' | 'freedAt'>
  house: Pick<Housekeeping, 'pressure'>
  ffmpeg: Ffmpeg
  sample: HostSample | null
  capabilities(): Capabilities | null
}

/** All that a pass decides on, as it is now. */
export function worldNow(parts: Parts): World {
  const { desired, channels, cores, table, origin, readers, house } = parts
  const problem = parts.capabilities()?.ffmpegProblem ?? null
  const missing = problem === null ? null : reasonOf('resource', 'ffmpeg-missing', problem)
  return {
    observations: [],
    host: parts.memory,
    desired,
    channels,
    runs: table.runs(),
    air: origin.told(),
    learned: readers.learned(),
    freedAt: readers.freedAt(),
    pressure: missing ?? house.pressure(),
    cores,
    capacity: hostCapacity(parts, parts.sample),
  }
}
