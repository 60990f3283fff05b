import type { Rendition } from './output.ts'

/**
 * Pictures a second up to which none is left out. Apple's authoring rules for HLS name 30 as the most for
 * small pictures, and half of 25 or 30 is what viewers take for a fault. What a source says may be a little off.
 */
const NEVER_HALVED = 30.5

/** Of how many pictures of a channel a rendition has one. Of a rate that is not known it has each. */
export function pictureStep(
  { frameRate }: Pick<Rendition, 'frameRate'>,
  rate: number | null,
): 1 | 2 {
  return frameRate === 'half' && rate !== null && rate > NEVER_HALVED ? 2 : 1
}
