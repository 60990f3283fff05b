/** Even positions, because colour is stored for every second pixel only; never past the edge. */
export function placeOn(frame: string, own: string, fraction: number): string {
  return `max(0\\,trunc(min(${frame}*${decimal(fraction)}\\,${frame}-${own})/2)*2)`
}

/** Where something is laid that stays where it is. */
export function standing({ x, y }: { x: number; y: number }): string {
  const [left, top] = [placeOn('main_w', 'overlay_w', x), placeOn('main_h', 'overlay_h', y)]
  return `x=${left}:y=${top}:eval=init:format=yuv420`
}

/** Numbers that an expression of FFmpeg can read: no exponent, no rounding dust. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(6)))
}
