const DEEPEST_CAUSE = 3

/** The shape of `LoggedError` in `log-entry.ts`; what was thrown and is no error is a text. */
export function loggedError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error)
  return {
    type: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    message: withoutValues(error.message),
    stack: framesOf(error),
    cause: error.cause && depth < DEEPEST_CAUSE ? loggedError(error.cause, depth + 1) : undefined,
  }
}

/** Drivers put the values of a query behind its text. */
function withoutValues(message: string): string {
  return message.split('\nparams:')[0] ?? ''
}

/** Only the frames: the message is told beside them. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
