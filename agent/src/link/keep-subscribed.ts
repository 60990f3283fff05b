import { errorSentence } from './error-sentence.ts'
import type { LinkPorts } from './link-ports.ts'

/** As tRPC calls back on a subscription. */
export type Listeners<Data> = {
  onData(data: Data): void
  onError(error: unknown): void
  onComplete(): void
}

const SLOW_RETRY_MS = 30_000

/** A subscription that is cancelled is not the end: it is asked for again, slowly. */
export function keepSubscribed<Data>(
  ports: Omit<LinkPorts, 'client'>,
  name: string,
  subscribe: (listeners: Listeners<Data>) => unknown,
  onData: (data: Data) => void,
): void {
  const { log, random, timers, sayOnce } = ports

  function again(why: string): void {
    if (timers.isClosed()) return
    sayOnce(name, `The control plane ended "${name}" (${why}); asked for again every 30 s.`)
    timers.later(SLOW_RETRY_MS * (0.5 + random() / 2), ask)
  }

  function take(data: Data): void {
    try {
      onData(data)
    } catch (error) {
      const fields = { path: name, error: errorSentence(error) }
      log.error(fields, 'A message of the control plane is not usable')
    }
  }

  function ask(): void {
    subscribe({
      onData: take,
      onError: (error) => again(errorSentence(error)),
      onComplete: () => again('completed'),
    })
  }

  ask()
}
