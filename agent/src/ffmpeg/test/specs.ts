import { BROADCAST_PRESET, ChannelSpec, type Rendition } from '@cashbacktv/contract'

type Wish = {
  layers?: readonly object[]
  logo?: { x: number; y: number; width: number; opacity: number } | null
  url?: string
  renditions?: Rendition[]
}

/** A channel that transcodes by the default preset. */
export function transcodeSpec({
  logo = null,
  layers = [],
  url,
  renditions,
}: Wish = {}): ChannelSpec {
  return ChannelSpec.parse({
    ...common(url),
    logo: logo && {
      assetId: '00000000-0000-4000-8000-000000000003',
      sha256: 'a'.repeat(64),
      ...logo,
    },
    layers,
    output: {
      mode: 'transcode',
      presetId: 'broadcast',
      encoding: BROADCAST_PRESET,
      renditions: renditions ?? [{ name: 'main', height: null }],
      deinterlace: 'frame',
      subtitles: [],
    },
  })
}

/** A channel that passes its source on as it is. */
export function copySpec(url?: string): ChannelSpec {
  return ChannelSpec.parse({ ...common(url), logo: null, output: { mode: 'copy' } })
}

function common(url = 'http://example.com/live.ts') {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Example',
    slug: 'example',
    on: true,
    restartGeneration: 0,
    sources: [{ id: '00000000-0000-4000-8000-000000000002', url }],
    hls: {},
    slate: {},
    dvr: {},
    schedule: null,
    autoRestart: true,
    limits: {},
    priority: 50,
  }
}
