import { allTrials, HEVC_ON_CPU, type HostSample, workingGpu } from '@cashbacktv/contract'
import type { HostCapacity } from '../domain/admission/host-capacity.ts'
import { expectedNeed } from '../runs/needed-cores.ts'
import type { SupervisorContext } from './supervisor-context.ts'

type RoomContext = Pick<SupervisorContext, 'capabilities' | 'countsOtherPrograms' | 'ffmpeg'>

/** Of all memory: what a host needs for itself, and for what grows meanwhile. */
const MEMORY_RESERVE = 0.05

/** What this host has for channels; null until it is known. */
export function hostCapacity(
  { capabilities, countsOtherPrograms, ffmpeg }: RoomContext,
  sample: HostSample | null,
): HostCapacity | null {
  const known = capabilities()
  if (known === null) return null
  const { calibrations } = known
  return {
    cores: known.cores,
    countsOthers: countsOtherPrograms,
    freeMemoryBytes: sample && freeMemory(sample, known.memoryBytes),
    gpu: workingGpu(allTrials(known)),
    lacksHevc: !known.encoders.includes(HEVC_ON_CPU),
    needOf: (spec, sourceId, isOnGpu) =>
      expectedNeed(spec, sourceId, isOnGpu, { calibrations, ffmpeg }),
  }
}

/** Null in a container that may use less than the machine has: what is free there is not known. */
function freeMemory(sample: HostSample, memoryBytes: number): number | null {
  const { memoryTotalBytes: total, memoryUsedBytes: used } = sample
  if (memoryBytes < total * (1 - MEMORY_RESERVE)) return null
  return total * (1 - MEMORY_RESERVE) - used
}
