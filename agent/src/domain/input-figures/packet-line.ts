/** One packet of the source, as the packet report of a run names it. */
export type Packet = {
  stream: 'video' | 'audio'
  /** When it is to be decoded, of the clock of the source. */
  atSeconds: number
  bytes: number
}

/** Ticks a second of every stream in the report. */
export const REPORT_TICKS = 90_000

/** `0, 5490, 12690, 3600, 14871, 0x51c2d209, F=0x0`: stream, dts, pts, duration, size, checksum, flags. */
export function readPacketLine(line: string): Packet | null {
  const match = /^([01]), *(-?\d+), *-?\d+, *-?\d+, *(\d+), 0x[0-9a-f]{8}(?:,|$)/.exec(line)
  if (match === null) return null
  return {
    stream: match[1] === '0' ? 'video' : 'audio',
    atSeconds: Number(match[2]) / REPORT_TICKS,
    bytes: Number(match[3]),
  }
}
