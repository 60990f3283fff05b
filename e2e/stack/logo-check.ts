import { CLIP_BACKGROUND } from '../sources/clip.ts'
import { LOGO_COLOUR } from '../sources/logo.ts'
import { blend, colourDistance, type Frame, meanColour, type Region } from './frames.ts'

export type PlacedLogo = { x: number; y: number; width: number; opacity: number }

/**
 * The largest difference of a flat colour. Players guess the colour matrix of a source that names
 * none (BT.601 or BT.709); for the colour of the test logo the two differ by 32.
 */
const TOLERANCE = 36

/**
 * What is wrong with the logo on a frame of the test clip, as sentences; none when its colour
 * reaches to within 0.8 % of every edge it should have and the background begins as near outside.
 */
export function logoProblems(frame: Frame, logo: PlacedLogo): string[] {
  const height = (logo.width * frame.width) / 2 / frame.height
  const box = { x: logo.x, y: logo.y, width: logo.width, height }
  const colour = blend(LOGO_COLOUR, CLIP_BACKGROUND, logo.opacity)
  const wrong = (where: string, region: Region, expected: typeof colour) => {
    const seen = meanColour(frame, region)
    const distance = colourDistance(seen, expected)
    return distance > TOLERANCE
      ? [`${where}: ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`]
      : []
  }
  return [
    ...Object.entries(edges(box, -0.008)).flatMap(([name, region]) =>
      wrong(`inside its ${name} edge`, region, colour),
    ),
    ...Object.entries(edges(box, 0.008)).flatMap(([name, region]) =>
      wrong(`outside its ${name} edge`, region, CLIP_BACKGROUND),
    ),
  ]
}

/** Thin strips along the edges, moved outwards by a fraction of the frame (inwards when negative). */
function edges(box: Region, outwards: number): Record<string, Region> {
  const thin = 0.004
  const right = box.x + box.width
  const bottom = box.y + box.height
  const along = { x: box.x + box.width * 0.2, width: box.width * 0.6, height: thin }
  const down = { y: box.y + box.height * 0.2, height: box.height * 0.6, width: thin }
  return {
    left: { ...down, x: box.x - outwards - thin / 2 },
    right: { ...down, x: right + outwards - thin / 2 },
    top: { ...along, y: box.y - outwards - thin / 2 },
    bottom: { ...along, y: bottom + outwards - thin / 2 },
  }
}
