import type { LoudnessObservation } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { NO_LOUDNESS, readLoudnessLine, readTrackLine } from '../domain/content/loudness-line.ts'
import { readPacketLine } from '../domain/input-figures/packet-line.ts'
import type { RunWord } from '../ports.ts'

/** Of runs that have ended the rest of a line is of no use any more. */
const MOST_SENDERS = 2000
const MOST_REST = 4096

type Sender = { rest: string; loudness: LoudnessObservation }

/**
 * Puts the lines together that a sender has cut into datagrams anywhere, and reads them. What was lost
 * between two of them makes a line that is none.
 */
export function createLineReader(): (sender: string, text: string) => readonly RunWord[] {
  const senders = new LRUCache<string, Sender>({ max: MOST_SENDERS })
  const senderOf = (name: string): Sender => {
    const known = senders.get(name)
    if (known !== undefined) return known
    const fresh = { rest: '', loudness: NO_LOUDNESS }
    senders.set(name, fresh)
    return fresh
  }
  return (name, text) => {
    const sender = senderOf(name)
    const lines = (sender.rest + text).split('\n')
    sender.rest = (lines.pop() ?? '').slice(0, MOST_REST)
    const packets = lines.map(readPacketLine).filter((packet) => packet !== null)
    const told = packets.length === 0 ? [] : [{ kind: 'packets' as const, packets }]
    // A sender tells of one or of the other.
    if (packets.length === lines.length) return told
    const heard = readLoudness(lines, sender.loudness)
    sender.loudness = heard.loudness
    return [...heard.words, ...told]
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
