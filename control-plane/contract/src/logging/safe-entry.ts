import { LOG_PARTS, type LogEntry, type LogPart } from './log-entry.ts'
import { redactValue } from './redact-entry.ts'

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const

/** What a line of pino says, as an entry that may be written: redacted, its usual fields first. */
export function safeEntry(line: string, own: LogPart, known: readonly string[]): LogEntry {
  const read = redactValue(readLine(line), known)
  const { time, level, part, msg, ...fields } = isFields(read) ? read : {}
  return {
    time: typeof time === 'string' ? time : new Date().toISOString(),
    level: LEVELS.find((word) => word === level) ?? 'ERROR',
    part: LOG_PARTS.find((name) => name === part) ?? own,
    msg: typeof msg === 'string' ? msg : '',
    ...fields,
  }
}

function readLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: line.trimEnd() }
  }
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
