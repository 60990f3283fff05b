import type { SourceFacts } from '@cashbacktv/contract'
import { isHdr, isScaled, outputMatrix, saidColours, sourceMatrix, toneMapping } from './colours.ts'
import type { Frame } from './plan-input.ts'

/**
 * Into the fixed frame with its shape kept, so that a source that changes its size goes on. FFmpeg
 * builds the graph anew for another size, but not for another shape of pixels: `scale` and `pad`
 * look at each frame, and do nothing while it fills the frame.
 */
export function fitFilters(facts: SourceFacts, frame: Frame, filters: readonly string[]): string[] {
  const matrix = outputMatrix(facts, frame)
  const hasZscale = filters.includes('zscale')
  const isMapped = isHdr(facts) && hasZscale && filters.includes('tonemap')
  // Twice as fast as swscale, but it takes no notice of a change of shape.
  const isFast = hasZscale && isScaled(facts, frame)
  const colours = isMapped ? '' : conversion(facts, frame)
  const { width, height } = frame
  return [
    ...(isFast ? [`zscale=${inside(frame)}:filter=bicubic${colours}`] : []),
    ...(isMapped ? toneMapping(matrix) : []),
    `scale=${inside(frame)}:flags=bicubic:eval=frame`,
    `pad=${width}:${height}:-1:-1:eval=frame`,
    ...saidColours(matrix),
  ]
}

/** With square pixels, in the size that the first frame has; also where only a height is asked for. */
export function unknownFit(height: number | null): string[] {
  const lines = height ?? 'trunc(ih/2)*2'
  return [
    `scale=w=trunc(${height ?? 'ih'}*dar/2)*2:h=${lines}:flags=bicubic`,
    'format=yuv420p,setparams=range=tv',
  ]
}

function conversion(facts: SourceFacts, frame: Frame): string {
  const [from, to] = [sourceMatrix(facts), outputMatrix(facts, frame)]
  return (from === 'bt709') === (to === 'bt709') ? '' : `:matrixin=${from}:matrix=${to}`
}

function inside({ width, height }: Frame): string {
  const w = `trunc(min(${width}\\,${height}*dar+1)/2)*2`
  const h = `trunc(min(${height}\\,${width}/dar+1)/2)*2`
  return `w=${w}:h=${h}`
}
