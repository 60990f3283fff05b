import {
  BROADCAST_PRESET,
  ChannelSpec,
  type ContentKind,
  type SourceFacts,
  SourceId,
} from '@cashbacktv/contract'
import { planFfmpeg } from '../../agent/src/domain/plan-ffmpeg/plan-ffmpeg.ts'

export const SOURCE = SourceId.parse('00000000-0000-4000-9000-000000000001')
/** A condition that was told of, and at which second of the programme. */
export type Told = { kind: ContentKind; at: number }

const ENCODED = {
  mode: 'transcode',
  presetId: 'broadcast',
  encoding: BROADCAST_PRESET,
  renditions: [{ name: 'main', height: null }],
  audio: {},
}

/** The command of the product for a source. `to`: where it reports to. */
export function planned(
  url: string,
  folder: string,
  to: string,
  facts: SourceFacts,
  mode: 'transcode' | 'copy' = 'transcode',
): string[] {
  const spec = specOf(url, mode)
  const [source] = spec.sources
  if (source === undefined) throw new Error('The channel has a source.')
  const known = { spec, source, facts, capabilities: { filters: ['zscale'] }, runDir: folder }
  return planFfmpeg({ ...known, progressUrl: to, logo: null, threadStep: 0 }).args
}

export function specOf(url: string, mode: 'transcode' | 'copy' = 'transcode'): ChannelSpec {
  return ChannelSpec.parse({
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Bench',
    slug: 'bench',
    on: true,
    restartGeneration: 0,
    sources: [{ id: SOURCE, url }],
    logo: null,
    output: mode === 'copy' ? { mode } : ENCODED,
  })
}

export function factsOf(width: number, height: number, framesPerSecond: number): SourceFacts {
  return {
    container: 'mpegts',
    video: {
      codec: 'h264',
      width,
      height,
      framesPerSecond,
      interlaced: false,
      pixelFormat: 'yuv420p',
    },
    audio: { codec: 'aac', profile: 'LC', channels: 2, sampleRate: 48_000 },
    bitrateKbps: null,
  }
}
