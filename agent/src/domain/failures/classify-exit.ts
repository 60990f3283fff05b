import { type Reason, reasonOf } from '@cashbacktv/contract'
import { FIRST, OUTCOMES, TELLING, VAGUE } from './classify-exit-rules.ts'
import { stalePlaylist } from './judge-start.ts'
import { refusalIn } from './status-rules.ts'

export type ExitFacts = {
  code: number | null
  signal: string | null
  /** We had asked it to stop. */
  asked: boolean
  /** Last lines of its log, oldest first. */
  tail: readonly string[]
  /** The kernel said that it killed something of this channel for want of memory. */
  memoryKilled?: boolean
}

/**
 * Why a run ended; null when we had asked it to. A live channel has no good end of its own: FFmpeg
 * answers 0 for most losses of a network, so the code alone means nothing. The message comes from
 * the catalogue and never quotes the log.
 */
export function classifyExit(end: ExitFacts): Reason | null {
  if (end.asked) return null
  const stale = end.code === 0 ? stalePlaylist(end.tail) : null
  return bySignal(end) ?? byLog(end.tail) ?? stale ?? byCode(end.code)
}

function bySignal({ code, signal, memoryKilled }: ExitFacts): Reason | null {
  if (memoryKilled || signal === 'SIGKILL' || code === 137)
    return reasonOf('resource', memoryKilled ? 'out-of-memory' : 'killed')
  if (signal === 'SIGXFSZ' || code === 153) return reasonOf('encoding', 'file-limit')
  const crashed = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE'].includes(signal ?? '')
  if (crashed || code === 139 || code === 134) return reasonOf('encoding', 'crashed')
  if (signal !== null || code === 255) return reasonOf('encoding', 'ended-from-outside')
  return null
}

function byLog(tail: readonly string[]): Reason | null {
  const lines = tail.filter((line) => !isNoise(line)).reverse()
  for (const rules of [FIRST, TELLING, OUTCOMES, VAGUE])
    for (const [index, line] of lines.entries()) {
      const found = rules.find(({ pattern }) => pattern.test(line))
      // The number of a refusal is said in the line before what it comes to.
      if (found) return (REFUSED.test(line) ? statusNear(lines, index) : null) ?? found.reason
    }
  return null
}

const REFUSED = /Server returned|HTTP error|method [A-Z_]+ failed|Failed to open segment/

function statusNear(newestFirst: readonly string[], index: number): Reason | null {
  const near = newestFirst.slice(index, index + 3).map(refusalIn)
  return near.find((found) => found !== null) ?? null
}

function byCode(code: number | null): Reason {
  if (code === 0) return reasonOf('network', 'source-ended')
  if (code === 69) return reasonOf('encoding', 'decoding-failed')
  return reasonOf('encoding', 'ended', { exit: code })
}

/**
 * Lines that say nothing to anybody: the origin deletes segments first, so FFmpeg finds them gone,
 * and every segment is announced twice.
 */
const NOISE = [
  /failed to delete old segment/,
  /Thread message queue blocking/,
  /deprecated pixel format/,
  /Opening '[^']*\.tmp' for writing/,
  // The frames of the source that it is asked to report: for us, not for people.
  /^\[showinfo@source\d* @/,
]

export function isNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line))
}
