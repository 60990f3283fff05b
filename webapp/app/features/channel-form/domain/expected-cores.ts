import type { Capabilities, EncodingSettings } from '@cashbacktv/contract'
import { expectedAudio } from '@cashbacktv/contract/audio-load'
import { type AudioLoad, channelNeed } from '@cashbacktv/contract/channel-need'
import type { HostOption } from '../../placement/domain/host-option.ts'
import { isHeard } from './audio-rows.ts'
import type { ChannelFormValues } from './channel-form.ts'
import { FIRST } from './ladder.ts'

/** A preset that can be chosen, with what its cost goes by. */
export type PresetOption = { id: string; name: string; speed: EncodingSettings['speed'] }

/** A host that can be chosen, with what it is known to encode and what that was measured to take there. */
export type MeasuredHost = HostOption & {
  calibrations: Capabilities['calibrations']
  /** True where it has not said what it is. */
  isAwareOfHevc: boolean
}

export type ExpectedCores = {
  cores: number
  /** The host that was chosen, else the one with the most free; null where none is. */
  host: MeasuredHost | null
}

type CostlyValues = Pick<
  ChannelFormValues,
  | 'output.mode'
  | 'output.presetId'
  | 'output.renditions.0.height'
  | 'output.encoder'
  | 'output.codec'
  | 'output.audio.targetLufs'
  | 'smaller'
  | 'halved'
  | 'audio'
  | 'layers'
  | 'sources'
  | 'hostId'
>

/**
 * The cores that a channel will take while it keeps real time, of a source of 25 pictures a second
 * unless it is a test card; null for a copy, which takes next to none.
 */
export function expectedCores(
  values: CostlyValues,
  presets: readonly PresetOption[],
  hosts: readonly MeasuredHost[],
): ExpectedCores | null {
  const preset = presets.find(({ id }) => id === values['output.presetId'])
  if (values['output.mode'] === 'copy' || preset === undefined) return null
  const first = { key: FIRST, typed: values['output.renditions.0.height'] }
  const all = [first, ...values.smaller.map((typed) => ({ key: typed, typed }))]
  const host = hosts.find(({ id }) => id === values.hostId) ?? freest(hosts)
  const work = {
    ...({ mode: 'transcode', presetId: preset.id, speed: preset.speed, picture: null } as const),
    renditions: all.map(({ key, typed }) => ({
      height: typed === '' ? null : Number(typed),
      frameRate: values.halved.includes(key) ? ('half' as const) : undefined,
    })),
    codec: values['output.codec'] === 'hevc' ? ('hevc' as const) : undefined,
    isOnGpu: values['output.encoder'] === 'gpu',
    sourceUrl: values.sources[0]?.url ?? '',
    listedSeconds: 0,
    audio: audioOf(values),
    layers: values.layers.map(({ kind }) => kind),
  }
  return { cores: channelNeed(work, host?.calibrations ?? []).cores, host }
}

/** Levels and sides take next to nothing, and it is encoded whatever they are. */
function audioOf({ audio, 'output.audio.targetLufs': loudness }: CostlyValues): AudioLoad {
  const asItComes = { levelDb: 0, mix: 'stereo' } as const
  return expectedAudio('transcode', {
    ...asItComes,
    mode: 'auto',
    targetLufs: loudness === '' ? null : Number(loudness),
    renditions: audio.filter(isHeard).map(() => asItComes),
  })
}

function freest(hosts: readonly MeasuredHost[]): MeasuredHost | null {
  const connected = hosts.filter(({ state, cores }) => state === 'connected' && cores !== null)
  return connected.toSorted((a, b) => (b.cores?.free ?? 0) - (a.cores?.free ?? 0))[0] ?? null
}
