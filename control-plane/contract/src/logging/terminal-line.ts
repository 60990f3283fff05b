import type { LogEntry } from './log-entry.ts'

/**
 * An entry for a person at a terminal: time, level, part, message, then its fields as `name=value` and
 * the frames of an error below. Nothing in it can steer the terminal.
 */
export function terminalLine(entry: LogEntry): string {
  const { time, level, part, msg, err, ...fields } = entry
  const named = Object.entries(fields).map(([name, value]) => `${name}=${worded(value)}`)
  const head = [time.slice(11, 19), level.padEnd(5), part.padEnd(13), msg, ...named]
  return `${[head.join(' '), ...errorLines(err)].map(printable).join('\n')}\n`
}

function worded(value: unknown): string {
  if (typeof value === 'string') return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
  return JSON.stringify(value) ?? ''
}

function errorLines(err: LogEntry['err']): string[] {
  if (err === undefined) return []
  if (typeof err === 'string') return [`    ${err}`]
  const { type, message, stack, cause } = err
  const frames = stack === undefined || stack === '' ? [] : stack.split('\n')
  return [`    ${type}: ${message}`, ...frames, ...errorLines(cause)]
}

function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
