import type { LeastLogLevel, LogPart } from './log-entry.ts'
import { loggedError } from './logged-error.ts'

/** Options for pino, by which the lines of every part have the form of `LogEntry`. */
export function logForm(part: LogPart, level: LeastLogLevel) {
  return {
    level,
    base: { part },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: levelWord(label) }) },
    serializers: { err: (error: unknown) => loggedError(error) },
  }
}

/** pino has two levels more than we. */
function levelWord(label: string): string {
  if (label === 'fatal') return 'ERROR'
  return label === 'trace' ? 'DEBUG' : label.toUpperCase()
}
