import type { ChannelSpec, Layer, Logo, SourceFacts } from '@cashbacktv/contract'
import type { PreparedLayer, PreparedLogo } from './plan-input.ts'

/** Draws once what runs lay on their picture. */
export interface PictureMaker {
  prepareLogo(
    file: string,
    spec: ChannelSpec,
    logo: Logo,
    facts: SourceFacts | null,
  ): Promise<PreparedLogo>
  /** `file` is the picture of a logo. */
  prepareLayer(
    layer: Layer,
    file: string | null,
    spec: ChannelSpec,
    facts: SourceFacts | null,
  ): Promise<PreparedLayer>
}
