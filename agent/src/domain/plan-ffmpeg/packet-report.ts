import { REPORT_TICKS } from '../input-figures/packet-line.ts'
import { withPacketSize } from './packet-size.ts'

/** Microseconds for which the picture waits for audio that does not come. */
const MOST_WAITING = '100000'

/**
 * Bytes of a datagram: about a second of a usual source. Each costs whoever reads it more than what
 * it says does, and a hundred channels send to one reader.
 */
const REPORT_BYTES = 4000

/**
 * A line for each packet that is taken of the source: its time and its size, which FFmpeg tells in no
 * other way. The packets themselves go nowhere. Sent like the progress, some dozens at a time.
 */
export function packetReport(specifiers: readonly string[], to: string): string[] {
  return [
    ...specifiers.flatMap((specifier) => ['-map', `${specifier}?`]),
    ...['-codec', 'copy', '-time_base', `1/${REPORT_TICKS}`],
    ...['-max_interleave_delta', MOST_WAITING, '-flush_packets', '0'],
    ...['-f', 'framecrc', withPacketSize(to, REPORT_BYTES)],
  ]
}
