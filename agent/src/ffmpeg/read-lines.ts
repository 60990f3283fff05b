import { LRUCache } from 'lru-cache'
import { readPacketLine } from '../domain/input-figures/packet-line.ts'
import type { RunWord } from '../ports.ts'

/** Of runs that have ended the rest of a line is of no use any more. */
const MOST_SENDERS = 2000
const MOST_REST = 4096

/**
 * Puts the lines together that a sender has cut into datagrams anywhere, and reads them. What was lost
 * between two of them makes a line that is none.
 */
export function createLineReader(): (sender: string, text: string) => RunWord | null {
  const rests = new LRUCache<string, string>({ max: MOST_SENDERS })
  return (sender, text) => {
    const lines = ((rests.get(sender) ?? '') + text).split('\n')
    rests.set(sender, (lines.pop() ?? '').slice(0, MOST_REST))
    const packets = lines.map(readPacketLine).filter((packet) => packet !== null)
    return packets.length === 0 ? null : { kind: 'packets', packets }
  }
}
