import { redactText } from '@cashbacktv/contract'
import { type DestinationStream, type Logger, pino } from 'pino'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const SECRET_FIELDS = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'credential',
  'authorization',
  'cookie',
  'secret',
]

/** JSON logs, one line an entry, without secrets: by the name of their field, and in the text of errors. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '***',
    },
    serializers: { err: safeError },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** An error without what was in it: drivers put the values of a query into the message. */
export function safeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return redactText(String(error))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return {
    type: error.name,
    code,
    message: safeText(error.message),
    stack: safeText(stackOf(error)),
    cause: error.cause && depth < 3 ? safeError(error.cause, depth + 1) : undefined,
  }
}

function safeText(text: string): string {
  return redactText(text.split('\nparams:')[0] ?? '')
}

/** Only the frames: the message is told beside them. */
function stackOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
