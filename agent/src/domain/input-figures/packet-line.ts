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
const PACKET_LINE = /^[01], *-?\d+, *-?\d+, *-?\d+, *\d+, 0x[0-9a-f]{8}(?:,|$)/
const COMMAS_TO_SIZE = 4

/** Thousands come a second on a full host: nothing is made of them but what is told. */
export function readPacketLine(line: string): Packet | null {
  if (!PACKET_LINE.test(line)) return null
  let size = -1
  for (let comma = 0; comma < COMMAS_TO_SIZE; comma++) size = line.indexOf(',', size + 1)
  return {
    stream: line.startsWith('0') ? 'video' : 'audio',
    atSeconds: Number.parseInt(line.slice(2), 10) / REPORT_TICKS,
    bytes: Number.parseInt(line.slice(size + 1), 10),
  }
}
