import {
  type Capabilities,
  type ChannelNeed,
  type ChannelSpec,
  channelNeed,
  type SourceId,
} from '@cashbacktv/contract'
import { audioLoad } from '../domain/plan-ffmpeg/audio-load.ts'
import type { Run } from '../domain/reconcile/world.ts'
import type { Ffmpeg, NeededCores } from '../ports.ts'
import type { RunTable } from './run-table.ts'

type Known = Pick<Capabilities, 'calibrations'>
type KnowsSources = Pick<Ffmpeg, 'rememberedFacts'>

type NeedPorts = {
  table: Pick<RunTable, 'get'>
  ffmpeg: KnowsSources
  capabilities(): Known | null
}

/** Segments that are there beside those listed: the one written, the reserve, those that just left. */
const MORE_SEGMENTS = 6

/** What a channel with this source is expected to take of this host. */
export function expectedNeed(
  spec: ChannelSpec,
  sourceId: SourceId,
  isOnGpu: boolean,
  { calibrations, ffmpeg }: Known & { ffmpeg: KnowsSources },
): ChannelNeed {
  const source = spec.sources.find(({ id }) => id === sourceId)
  const sourceUrl = source?.url ?? ''
  const facts = (source && ffmpeg.rememberedFacts(source)) ?? null
  const seen = { picture: facts?.video ?? null, audio: audioLoad(spec.output, facts) }
  return channelNeed({ ...workOf(spec), ...seen, isOnGpu, sourceUrl }, calibrations)
}

/** What a run needs is what its place on the host counts: what was seen of it, before that what is expected. */
export function neededCores(
  { runId, sourceId, gpu }: Pick<Run, 'runId' | 'sourceId' | 'gpu'>,
  spec: ChannelSpec,
  { table, ffmpeg, capabilities }: NeedPorts,
): NeededCores {
  return () => {
    const seen = table.get(runId)?.run.observedCores
    const host = capabilities()
    if (seen !== undefined || host === null) return seen ?? null
    const { calibrations } = host
    return expectedNeed(spec, sourceId, gpu !== undefined, { calibrations, ffmpeg }).cores
  }
}

function workOf({ output, hls, layers: drawn }: ChannelSpec) {
  const layers = drawn.map(({ kind }) => kind)
  const listedSeconds = hls.segmentSeconds * (hls.windowSegments + MORE_SEGMENTS)
  if (output.mode === 'copy') {
    return { ...NO_ENCODING, mode: output.mode, listedSeconds, layers }
  }
  const { mode, presetId, encoding, renditions, codec } = output
  return { mode, presetId, speed: encoding.speed, codec, renditions, listedSeconds, layers }
}

const NO_ENCODING = {
  presetId: 'broadcast',
  speed: 'superfast',
  renditions: [{ height: null }],
} as const
