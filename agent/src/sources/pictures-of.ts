import { type Asset, type ChannelSpec, messageOf, type Source } from '@cashbacktv/contract'
import { AssetMissing } from '../domain/layers/asset-missing.ts'
import type { PreparedLayer, PreparedLogo } from '../domain/plan-ffmpeg/plan-input.ts'
import type { AssetStore, Ffmpeg } from '../ports.ts'

export type PicturePorts = {
  ffmpeg: Pick<Ffmpeg, 'prepareLayer' | 'prepareLogo' | 'rememberedFacts'>
  assets: AssetStore
  /** Those of the snapshot. */
  known(): readonly Asset[]
}

export type Pictures = {
  logoOf(spec: ChannelSpec, source: Source): Promise<PreparedLogo | null>
  /** Of each of its layers. */
  layersOf(spec: ChannelSpec, source: Source): Promise<readonly PreparedLayer[]>
}

/** What a channel lays on the picture of a source, fetched and drawn. */
export function createPictures({ ffmpeg, assets, known }: PicturePorts): Pictures {
  async function fileOf(sha256: Asset['sha256']): Promise<string> {
    const asset = known().find((candidate) => candidate.sha256 === sha256)
    const file = assets.fileOf(sha256) ?? (asset ? await assets.fetch(asset) : null)
    if (file === null) throw new AssetMissing(messageOf('asset-unknown'))
    return file
  }

  return {
    async logoOf(spec, source) {
      const { logo } = spec
      if (logo === null || spec.output.mode === 'copy') return null
      const file = await fileOf(logo.sha256)
      return ffmpeg.prepareLogo(file, spec, logo, ffmpeg.rememberedFacts(source))
    },
    async layersOf(spec, source) {
      if (spec.output.mode === 'copy') return []
      const facts = ffmpeg.rememberedFacts(source)
      return Promise.all(
        spec.layers.map(async (layer) => {
          const file = layer.kind === 'logo' ? await fileOf(layer.sha256) : null
          return ffmpeg.prepareLayer(layer, file, spec, facts)
        }),
      )
    },
  }
}
