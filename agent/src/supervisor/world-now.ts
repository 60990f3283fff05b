import type { Capabilities, HostSample } from '@cashbacktv/contract'
import type { OriginTeller } from '../air/origin-teller.ts'
import type { Ffmpeg } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import { hostCapacity } from './host-room.ts'
import type { Housekeeping } from './housekeeping.ts'
import type { Situation } from './pass-loop.ts'

type Parts = Pick<Situation, 'desired' | 'cores'> & {
  table: Pick<RunTable, 'runs'>
  origin: Pick<OriginTeller, 'told'>
  readers: Pick<SourceReaders, 'learned' | 'freedAt'>
  house: Pick<Housekeeping, 'pressure'>
  ffmpeg: Ffmpeg
  sample: HostSample | null
  countsOtherPrograms: boolean
  capabilities(): Capabilities | null
}

/** What a pass decides on beside what passes remember, as it is now. */
export function worldNow(parts: Parts): Situation {
  const { desired, cores, table, origin, readers, house } = parts
  const { ffmpegReason = null } = parts.capabilities() ?? {}
  return {
    desired,
    runs: table.runs(),
    air: origin.told(),
    learned: readers.learned(),
    freedAt: readers.freedAt(),
    pressure: ffmpegReason ?? house.pressure(),
    cores,
    capacity: hostCapacity(parts, parts.sample),
  }
}
