/**
 * Each run sends its progress from a loopback address of its own, so that one socket tells all
 * runs apart. 127.64.0.1 up to 127.127.255.254: away from what people use.
 */
const FIRST = 1
const LAST = 64 * 65_536 - 2

export function freeProgressAddress(taken: ReadonlySet<string>, start: number): string {
  for (let n = 0; n <= taken.size; n++) {
    const address = progressAddress(((start + n - FIRST) % LAST) + FIRST)
    if (!taken.has(address)) return address
  }
  throw new Error('Every progress address is taken.')
}

function progressAddress(n: number): string {
  return `127.${64 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`
}

/** Destinations tell theirs from addresses beside those of runs: 127.32.0.1 up to 127.63.255.254. */
export function restreamProgressAddress(n: number): string {
  const at = (n % (32 * 65_536 - 2)) + 1
  return `127.${32 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`
}
