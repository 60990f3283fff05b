import type { Logo } from '@cashbacktv/contract'
import type { ColourMatrix } from './colours.ts'
import { escaped } from './filter-text.ts'
import { decimal, standing } from './overlay.ts'
import type { PreparedLogo } from './plan-input.ts'

/** Names in the graph: what is laid on, what comes of it, and its own, which a number tells from others. */
export type Laying = { from: string; to: string; name: string; number: string }

const MAIN: Laying = { from: 'main', to: 'laid', name: 'logo', number: '' }

/**
 * Filters that lay the prepared picture on `[main]` and end in `[laid]`. The graph reads the picture
 * itself: FFmpeg builds it anew whenever the source changes, and an input of its own would bring the
 * picture to the new one only with its next frame. It is shown for ever, from before the first frame;
 * conversion, and scaling while the frame's size is not known, happen once a graph.
 */
export function logoFilters(
  logo: Pick<Logo, 'x' | 'y' | 'width'>,
  prepared: PreparedLogo,
  matrix: ColourMatrix,
  { from, to, name, number }: Laying = MAIN,
): string[] {
  const picture = stillPicture(prepared.file)
  const colours = blendable(matrix)
  const overlay = `overlay@${name}=${standing(logo)}`
  if (prepared.exactSize)
    return [`${picture},${colours}[${name}]`, `[${from}][${name}]${overlay}[${to}]`]
  // scale2ref calls the picture to scale `main`, and the frame by the plain names. A narrow strip is no
  // higher than the frame: each picture of it would take gigabytes.
  const wide = `min(trunc(iw*${decimal(logo.width)}/2)*2\\,trunc(ih*mdar/2)*2)`
  const high = 'min(trunc(ih/2)*2\\,trunc(ow/mdar/2)*2)'
  const sized = `scale2ref=w=max(2\\,${wide}):h=max(2\\,${high})`
  return [
    `${picture}[picture${number}]`,
    `[picture${number}][${from}]${sized}[sized${number}][base${number}]`,
    `[sized${number}]${colours}[${name}]`,
    `[base${number}][${name}]${overlay}[${to}]`,
  ]
}

/** A picture that is there from before the first frame on. */
export function stillPicture(file: string): string {
  return `movie=f=png_pipe:dec_threads=1:filename=${escaped(file)},setpts=-1/TB`
}

/** As it can be laid on the frame without being converted with each one. */
export function blendable(matrix: ColourMatrix): string {
  return `scale=out_color_matrix=${matrix},format=yuva420p`
}
