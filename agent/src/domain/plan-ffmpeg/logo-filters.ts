import type { Logo } from '@cashbacktv/contract'
import type { ColourMatrix } from './colours.ts'
import { escaped } from './filter-text.ts'
import type { PreparedLogo } from './plan-input.ts'

/**
 * Filters that lay the prepared picture on `[main]` and end in `[laid]`. The graph reads the picture
 * itself: FFmpeg builds it anew whenever the source changes, and an input of its own would bring the
 * picture to the new one only with its next frame. It is shown for ever, from before the first frame;
 * conversion, and scaling while the frame's size is not known, happen once a graph.
 */
export function logoFilters(logo: Logo, prepared: PreparedLogo, matrix: ColourMatrix): string[] {
  const picture = `movie=f=png_pipe:dec_threads=1:filename=${escaped(prepared.file)},setpts=-1/TB`
  const colours = `scale=out_color_matrix=${matrix},format=yuva420p`
  if (prepared.exactSize)
    return [`${picture},${colours}[logo]`, `[main][logo]${overlay(logo)}[laid]`]
  // scale2ref calls the picture to scale `main`, and the frame by the plain names.
  const sized = `scale2ref=w=max(2\\,trunc(iw*${decimal(logo.width)}/2)*2):h=max(2\\,trunc(ow/mdar/2)*2)`
  return [
    `${picture}[picture]`,
    `[picture][main]${sized}[sized][base]`,
    `[sized]${colours}[logo]`,
    `[base][logo]${overlay(logo)}[laid]`,
  ]
}

/** Even positions, because colour is stored for every second pixel only; never past the edge. */
function overlay(logo: Logo): string {
  const x = `max(0\\,trunc(min(main_w*${decimal(logo.x)}\\,main_w-overlay_w)/2)*2)`
  const y = `max(0\\,trunc(min(main_h*${decimal(logo.y)}\\,main_h-overlay_h)/2)*2)`
  return `overlay@logo=x=${x}:y=${y}:eval=init:format=yuv420`
}

/** Numbers that an expression of FFmpeg can read: no exponent, no rounding dust. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(6)))
}
