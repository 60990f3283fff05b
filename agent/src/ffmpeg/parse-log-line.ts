import type { LogLevel, LogLine, ReadableSource } from '@cashbacktv/contract'
import { redactText } from '@cashbacktv/contract'

/** FFmpeg's names for its levels, by ours. */
const levels: Record<string, LogLevel> = {
  panic: 'fatal',
  fatal: 'fatal',
  error: 'error',
  warning: 'warning',
  info: 'info',
  verbose: 'debug',
  debug: 'debug',
  trace: 'debug',
}

/**
 * One line as FFmpeg writes it under `-loglevel level+info`. Secrets of `sources` and of every address
 * in the line are hidden, control characters escaped, addresses of memory left out.
 */
export function parseLogLine(raw: string, at: string, sources: readonly ReadableSource[]): LogLine {
  const match =
    /^(\[[^\]]* @ 0x[0-9a-f]+\] )*\[(panic|fatal|error|warning|info|verbose|debug|trace)\] ?/.exec(
      raw,
    )
  const level = levels[match?.[2] ?? 'info'] ?? 'info'
  const context = /^\[([^\]]*?) @ 0x/.exec(raw)?.[1]
  const body = match ? raw.slice(match[0].length) : raw
  const text = escapeControls(redactText(body.trimEnd(), sources))
  return { at, level, text: `${context ? `${context}: ` : ''}${text}`.slice(0, 4000) }
}

function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
