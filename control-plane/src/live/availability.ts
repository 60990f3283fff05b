import type { Logger } from 'pino'

/** How long a store that did not answer is left alone before the next try. */
const RETRY_AFTER_MS = 500

export type Availability = {
  /** @throws when the store is away, after at most `timeoutMs`; while it is known to be away at once. */
  run<T>(operation: () => Promise<T>, timeoutMs: number): Promise<T>
  /** Asks whatever is known: a store that was slow once may be well by now. @throws as `run` */
  ask<T>(operation: () => Promise<T>, timeoutMs: number): Promise<T>
}

export type AvailabilityOptions = {
  /** What is away, for people, without secrets: `Redis at 10.0.0.5:6379`. */
  name: string
  log: Pick<Logger, 'warn' | 'info'>
  onBack?: () => void
}

/** Keeps a dead store from slowing anything: one caller tries it now and then, the others go on at once. */
export function createAvailability({ name, log, onBack }: AvailabilityOptions): Availability {
  let problem: string | null = null
  let retryAt = 0

  const failed = (error: unknown) => {
    const sentence = `${name} does not answer: ${error instanceof Error ? error.message : String(error)}`
    if (!problem) log.warn({ problem: sentence }, 'live store away')
    problem = sentence
    retryAt = performance.now() + RETRY_AFTER_MS
    return new Error(sentence)
  }
  const succeeded = () => {
    if (!problem) return
    problem = null
    log.info({ name }, 'live store back')
    onBack?.()
  }

  async function ask<T>(operation: () => Promise<T>, timeoutMs: number): Promise<T> {
    const result = await within(operation(), timeoutMs).catch((error) => {
      throw failed(error)
    })
    succeeded()
    return result
  }

  return {
    ask,
    async run(operation, timeoutMs) {
      if (problem) {
        if (performance.now() < retryAt) throw new Error(problem)
        retryAt = performance.now() + RETRY_AFTER_MS
      }
      return ask(operation, timeoutMs)
    },
  }
}

/** What arrived while this process itself was held up still counts: it is looked at once more before giving up. */
function within<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error(`no answer within ${timeoutMs} ms`))
    const timer = setTimeout(() => setImmediate(giveUp), timeoutMs)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
