import {
  type ChannelId,
  type ChannelSpec,
  ContentSettings,
  type DesiredState,
  type HostId,
  HostSettings,
  PROTOCOL,
  type SourceId,
} from '@cashbacktv/contract'

/** Valid ids made from a small number, so that tests can name channels and sources. */
export function channelId(n: number): ChannelId {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}` as ChannelId
}

export function sourceId(n: number): SourceId {
  return `00000000-0000-4000-9000-${n.toString(16).padStart(12, '0')}` as SourceId
}

export const HOST_ID = '00000000-0000-4000-a000-000000000001' as HostId

/** A copy channel that is on, with one test card as its source. */
export function makeChannel(n: number, overrides: Partial<ChannelSpec> = {}): ChannelSpec {
  return {
    id: channelId(n),
    name: `Channel ${n}`,
    slug: `channel-${n}`,
    on: true,
    restartGeneration: 0,
    sources: [{ id: sourceId(n * 10), url: `testcard://640x360@25?n=${n}` }],
    restreams: [],
    logo: null,
    layers: [],
    output: { mode: 'copy' },
    hls: { segmentSeconds: 2, windowSegments: 6 },
    slate: { enabled: true, picture: null, language: 'en' },
    dvr: { windowSeconds: 0, budgetBytes: null },
    cues: 'off',
    playback: null,
    content: ContentSettings.parse({}),
    schedule: null,
    autoRestart: true,
    limits: { memoryBytes: null, cpuPercent: null },
    priority: 50,
    ...overrides,
  }
}

export function makeDesired(
  revision: number,
  channels: readonly ChannelSpec[],
  overrides: Partial<DesiredState> = {},
): DesiredState {
  return {
    protocol: PROTOCOL,
    hostId: HOST_ID,
    revision,
    channels: [...channels],
    settings: HostSettings.parse({}),
    assets: [],
    removed: [],
    recordings: [],
    recordingBucket: null,
    confirmed: false,
    ...overrides,
  }
}
