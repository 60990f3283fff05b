/**
 * Where a key leads to along a line of values, from place to place; null for keys that lead nowhere.
 * Pages are a tenth of the line.
 */
export function keyTarget(key: string, place: number, last: number): number | null {
  const stride = Math.max(1, Math.round(last / 10))
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, place - 1)
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, place + 1)
    case 'PageDown':
      return Math.max(0, place - stride)
    case 'PageUp':
      return Math.min(last, place + stride)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
