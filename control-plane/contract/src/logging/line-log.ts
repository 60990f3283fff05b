import type { LeastLogLevel, LogPart } from './log-entry.ts'
import { loggedError } from './logged-error.ts'
import { safeEntry } from './safe-entry.ts'

export type LineLogSettings = {
  part: LogPart
  level: LeastLogLevel
  /** What must not be seen wherever it stands. */
  secrets: readonly string[]
  /** Takes a line, which has no end of its own. */
  write(line: string): void
}

const LEVELS: readonly LeastLogLevel[] = ['debug', 'info', 'warn', 'error']

type Fields = Record<string, unknown>

/** Fields and a sentence, or the sentence alone. */
type Say = (first: unknown, sentence?: string) => void

/** A log of the one form, redacted, for where neither pino nor a file can be. */
export function lineLog({ part, level, secrets, write }: LineLogSettings) {
  const say =
    (of: LeastLogLevel): Say =>
    (first, sentence) => {
      if (LEVELS.indexOf(of) < LEVELS.indexOf(level)) return
      const { err, ...fields }: Fields = typeof first === 'object' ? { ...first } : {}
      const line = {
        time: new Date().toISOString(),
        level: of.toUpperCase(),
        part,
        msg: typeof first === 'string' ? first : (sentence ?? ''),
        ...fields,
        ...(err === undefined ? {} : { err: loggedError(err) }),
      }
      write(JSON.stringify(safeEntry(JSON.stringify(line), part, secrets)))
    }
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
}
