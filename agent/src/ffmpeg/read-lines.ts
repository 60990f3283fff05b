import type { LoudnessObservation } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { NO_LOUDNESS, readLoudnessLine, readTrackLine } from '../domain/content/loudness-line.ts'
import { type Packet, readPacketLine } from '../domain/input-figures/packet-line.ts'
import type { RunWord } from '../ports.ts'

/** Of runs that have ended the rest of a line is of no use any more. */
const MOST_SENDERS = 2000
const MOST_REST = 4096

type Sender = { rest: Buffer; loudness: LoudnessObservation }

const NOTHING = Buffer.alloc(0)
const NEWLINE = 0x0a

/**
 * Puts the lines together that a sender has cut into datagrams anywhere, and reads them. What was lost
 * between two of them makes a line that is none.
 */
export function createLineReader(): (sender: string, datagram: Buffer) => readonly RunWord[] {
  const senders = new LRUCache<string, Sender>({ max: MOST_SENDERS })
  const senderOf = (name: string): Sender => {
    const known = senders.get(name)
    if (known !== undefined) return known
    const fresh = { rest: NOTHING, loudness: NO_LOUDNESS }
    senders.set(name, fresh)
    return fresh
  }
  return (name, datagram) => {
    const sender = senderOf(name)
    const said = sender.rest.length === 0 ? datagram : Buffer.concat([sender.rest, datagram])
    const { packets, others, end } = linesIn(said)
    sender.rest = said.subarray(end, end + MOST_REST)
    const told = packets.length === 0 ? [] : [{ kind: 'packets' as const, packets }]
    // A sender tells of one or of the other.
    if (others.length === 0) return told
    const heard = readLoudness(others, sender.loudness)
    sender.loudness = heard.loudness
    return [...heard.words, ...told]
  }
}

/** The whole lines, of which most are packets, and where they end. */
function linesIn(said: Buffer): { packets: Packet[]; others: string[]; end: number } {
  const packets: Packet[] = []
  const others: string[] = []
  let from = 0
  for (;;) {
    const to = said.indexOf(NEWLINE, from)
    if (to < 0) return { packets, others, end: from }
    const packet = readPacketLine(said, from, to)
    if (packet === null) others.push(said.toString('latin1', from, to))
    else packets.push(packet)
    from = to + 1
  }
}

type LoudnessWord = Extract<RunWord, { kind: 'loudness' | 'level' }>

/** Whole readings among these lines, and what is told of the next one. */
export function readLoudness(
  lines: readonly string[],
  before: LoudnessObservation = NO_LOUDNESS,
): { words: readonly LoudnessWord[]; loudness: LoudnessObservation } {
  const words: LoudnessWord[] = []
  let loudness = before
  for (const line of lines) {
    const track = readTrackLine(line)
    const { momentaryLufs } = loudness
    if (track !== null) words.push({ kind: 'level', track, momentaryLufs })
    const read = readLoudnessLine(loudness, line)
    if (read === null) continue
    loudness = read.loudness
    if (read.complete) words.push({ kind: 'loudness', loudness })
  }
  return { words, loudness }
}
