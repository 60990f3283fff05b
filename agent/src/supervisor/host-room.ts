import {
  type ChannelNeed,
  type ChannelSpec,
  channelNeed,
  HEVC_ON_CPU,
  type HostSample,
  workingGpu,
} from '@cashbacktv/contract'
import type { HostCapacity } from '../domain/admission/host-capacity.ts'
import type { SupervisorContext } from './supervisor-context.ts'

type RoomContext = Pick<SupervisorContext, 'capabilities' | 'countsOtherPrograms' | 'ffmpeg'>

/** Of all memory: what a host needs for itself, and for what grows meanwhile. */
const MEMORY_RESERVE = 0.05
/** Segments that are there beside those listed: the one written, the reserve, those that just left. */
const MORE_SEGMENTS = 6

/** What this host has for channels; null until it is known. */
export function hostCapacity(
  { capabilities, countsOtherPrograms, ffmpeg }: RoomContext,
  sample: HostSample | null,
): HostCapacity | null {
  const known = capabilities()
  if (known === null) return null
  return {
    cores: known.cores,
    countsOthers: countsOtherPrograms,
    freeMemoryBytes: sample && freeMemory(sample, known.memoryBytes),
    gpu: workingGpu(known.gpu),
    lacksHevc: !known.encoders.includes(HEVC_ON_CPU),
    needOf: (spec, sourceId, isOnGpu): ChannelNeed => {
      const source = spec.sources.find(({ id }) => id === sourceId)
      const sourceUrl = source?.url ?? ''
      return channelNeed(
        {
          ...workOf(spec),
          isOnGpu,
          ...{ sourceUrl, picture: (source && ffmpeg.rememberedFacts(source))?.video ?? null },
        },
        known.calibrations,
      )
    },
  }
}

function workOf({ output, hls }: ChannelSpec) {
  const listedSeconds = hls.segmentSeconds * (hls.windowSegments + MORE_SEGMENTS)
  if (output.mode === 'copy') {
    return { ...NO_ENCODING, mode: output.mode, listedSeconds }
  }
  const { mode, presetId, encoding, renditions, codec } = output
  const heights = renditions.map(({ height }) => height)
  return { mode, presetId, speed: encoding.speed, codec, heights, listedSeconds }
}

const NO_ENCODING = { presetId: 'broadcast', speed: 'superfast', heights: [null] } as const

/** Null in a container that may use less than the machine has: what is free there is not known. */
function freeMemory(sample: HostSample, memoryBytes: number): number | null {
  const { memoryTotalBytes: total, memoryUsedBytes: used } = sample
  if (memoryBytes < total * (1 - MEMORY_RESERVE)) return null
  return total * (1 - MEMORY_RESERVE) - used
}
