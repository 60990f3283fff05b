import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { countErrors, NO_ERRORS } from '../domain/input-figures/input-errors.ts'
import { type FrameSeen, readFrame } from '../domain/source-facts/frame-seen.ts'
import { readDump } from '../domain/source-facts/read-dump.ts'
import type { Seen } from '../domain/source-facts/take-stock.ts'
import type { RunSight, Sighting } from '../ports.ts'

const NOTHING: Readonly<Sighting> = {
  opened: null,
  frame: null,
  before: null,
  newAudio: false,
  reopened: false,
  otherAudio: false,
  undecoded: 0,
  errors: NO_ERRORS,
}

/** Most lines of a log are of something else, such as each segment of HLS that is opened. */
function isNothing({
  opened,
  frame,
  newAudio,
  reopened,
  otherAudio,
  undecoded,
  errors,
}: Sighting): boolean {
  const isDamaged = Object.values(errors).some((count) => count > 0)
  const isSeen = opened !== null || frame !== null || isDamaged
  return !isSeen && !newAudio && !reopened && !otherAudio && undecoded === 0
}

/** Lines of FFmpeg 5.1. */
function takeWords(sighting: Sighting, line: string): void {
  if (/New audio stream 0:\d+/.test(line)) sighting.newAudio = true
  if (/Will reconnect at \d+/.test(line)) sighting.reopened = true
  if (/AAC bitstream not in ADTS format/.test(line)) sighting.otherAudio = true
  if (/Error while decoding stream #0:/.test(line)) sighting.undecoded++
}

const MOST_BYTES = 256 * 1024
/** Farther behind, a log is a flood: what it says goes on being read from near its end. */
const MOST_BEHIND = 4 * MOST_BYTES
const NEAR_END = 32 * 1024
/** Of what FFmpeg says before it starts: a hostile source can make it long. */
const MOST_OPENING_LINES = 5000

/** For all logs: what comes in a second nearly always fits. */
const shared = Buffer.allocUnsafe(16 * 1024)

/** What a run of HLS says of each segment and playlist, all day: nothing of its source. */
const USUAL = /\] \[info\] (?:Opening '.*' for (?:reading|writing)|Skip \('.*'\))$/

/** Follows the log of a run for what it says of its source. A log that was rotated is followed on. */
export function openRunSight(file: string): RunSight {
  let offset = 0
  let rest = ''
  let opening: string[] | null = []
  let last: FrameSeen | null = null
  let log: number | null = null
  let isClosed = false

  function look(): Sighting | null {
    const text = readOn()
    if (text === '') return null
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (opening === null && lines.every((line) => USUAL.test(line))) return null
    const sighting: Sighting = { ...NOTHING }
    for (const line of lines) {
      const frame = readFrame(line)
      if (frame !== null) {
        sighting.before = last
        sighting.frame = frame
        last = frame
      }
      takeWords(sighting, line)
    }
    sighting.errors = countErrors(lines)
    sighting.opened = readOpening(lines)
    return isNothing(sighting) ? null : sighting
  }

  function readOpening(lines: readonly string[]): Seen | null {
    if (opening === null) return null
    opening.push(...lines.slice(0, MOST_OPENING_LINES))
    const seen = readDump(opening)
    if (seen !== null || opening.length > MOST_OPENING_LINES) opening = null
    return seen
  }

  function readOn(): string {
    if (isClosed) return ''
    try {
      log ??= openSync(file, 'r')
      const read = readSync(log, shared, 0, shared.length, offset)
      if (read === shared.length) return readMuch(log)
      if (read === 0 && isAnew(log)) return readOn()
      offset += read
      return shared.toString('utf8', 0, read)
    } catch {
      return ''
    }
  }

  function isAnew(file: number): boolean {
    if (fstatSync(file).size >= offset) return false
    offset = 0
    rest = ''
    return true
  }

  function readMuch(file: number): string {
    const { size } = fstatSync(file)
    if (opening === null && size - offset > MOST_BEHIND) {
      offset = size - NEAR_END
      rest = ''
    }
    const buffer = Buffer.alloc(Math.min(MOST_BYTES, size - offset))
    const read = readSync(file, buffer, 0, buffer.length, offset)
    offset += read
    return buffer.toString('utf8', 0, read)
  }

  function close(): void {
    isClosed = true
    if (log !== null) closeSync(log)
    log = null
  }

  return { look, close }
}
