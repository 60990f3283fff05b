import type { Logo } from '@cashbacktv/contract'
import type { PreparedLogo } from './plan-input.ts'

/** A second input, read once a second, so that a picture renamed over it takes its place on air. */
export function logoInput(logo: PreparedLogo): string[] {
  return [
    ...['-threads', '1', '-thread_queue_size', '1', '-protocol_whitelist', 'file'],
    ...['-f', 'image2', '-loop', '1', '-framerate', '1', '-i', logo.file],
  ]
}

/**
 * Filters that lay the picture of input 1 on `[main]` and end in `[laid]`. Conversion, and scaling
 * while the frame's size is not known, happen once a second, never a frame. `height` is that of
 * the frame where it is known; 720 lines and more have the colours of HD.
 */
export function logoFilters(logo: Logo, prepared: PreparedLogo, height: number | null): string[] {
  const matrix = (height ?? 720) >= 720 ? 'bt709' : 'smpte170m'
  const colours = `scale=out_color_matrix=${matrix},format=yuva420p`
  if (prepared.exactSize) return [`[1:v:0]${colours}[logo]`, `[main][logo]${overlay(logo)}[laid]`]
  // scale2ref calls the picture to scale `main`, and the frame by the plain names.
  const sized = `scale2ref=w=max(2\\,trunc(iw*${decimal(logo.width)}/2)*2):h=max(2\\,trunc(ow/mdar/2)*2)`
  return [
    `[1:v:0][main]${sized}[sized][base]`,
    `[sized]${colours}[logo]`,
    `[base][logo]${overlay(logo)}[laid]`,
  ]
}

/** Even positions, because colour is stored for every second pixel only; never past the edge. */
function overlay(logo: Logo): string {
  const x = `max(0\\,trunc(min(main_w*${decimal(logo.x)}\\,main_w-overlay_w)/2)*2)`
  const y = `max(0\\,trunc(min(main_h*${decimal(logo.y)}\\,main_h-overlay_h)/2)*2)`
  return `overlay@logo=x=${x}:y=${y}:eval=init:format=yuv420:shortest=1`
}

/** Numbers that an expression of FFmpeg can read: no exponent, no rounding dust. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(6)))
}
