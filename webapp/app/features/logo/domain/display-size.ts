import type { SourceFacts } from '@cashbacktv/contract'
import type { Size } from './logo-geometry.ts'

/** How large a picture is seen: pixels that are not square are stretched, a turned one stands upright. */
export function displaySize({
  width,
  height,
  pixelAspect = 1,
  rotation,
}: SourceFacts['video']): Size {
  const seen = { width: Math.round(width * pixelAspect), height }
  return rotation === 90 || rotation === 270 ? { width: seen.height, height: seen.width } : seen
}
