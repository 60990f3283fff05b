import type { ChannelSpec } from '@cashbacktv/contract'
import { LOOK_HEIGHT, LOOK_WIDTH } from './look-size.ts'

export type Logo = Pick<NonNullable<ChannelSpec['logo']>, 'x' | 'y' | 'width'>

/** Pixels of the small picture where the logo may be. How high it is is not known: as high as it is wide. */
export function logoArea({ x, y, width }: Logo) {
  const height = (width * LOOK_WIDTH) / LOOK_HEIGHT
  return {
    left: Math.floor(x * LOOK_WIDTH) - 1,
    right: Math.ceil((x + width) * LOOK_WIDTH) + 1,
    top: Math.floor(y * LOOK_HEIGHT) - 1,
    bottom: Math.ceil((y + height) * LOOK_HEIGHT) + 1,
  }
}
