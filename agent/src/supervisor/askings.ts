import { setTimeout as sleep } from 'node:timers/promises'

/** A probe or a knock that is under way. */
type Asking = { kind: 'probe' | 'knock'; abort: AbortController; done: Promise<unknown> }

export type Askings = {
  /** Runs `ask` after everything that asks the same source already. */
  run<T>(
    readerKey: string,
    kind: Asking['kind'],
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>
  /** Makes room for a run: a probe may come to its end within `patienceMs`, the rest is called off. */
  clear(readerKey: string, patienceMs: number): Promise<void>
}

/** What reads a source for a moment, one at a time a source. */
export function createAskings(): Askings {
  const underWay = new Map<string, Asking>()

  async function run<T>(
    readerKey: string,
    kind: Asking['kind'],
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    for (let other = underWay.get(readerKey); other; other = underWay.get(readerKey)) {
      await other.done.catch(() => undefined)
    }
    const abort = new AbortController()
    const answer = ask(abort.signal)
    const asking = { kind, abort, done: answer }
    underWay.set(readerKey, asking)
    try {
      return await answer
    } finally {
      underWay.delete(readerKey)
    }
  }

  async function clear(readerKey: string, patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs
    for (let other = underWay.get(readerKey); other; other = underWay.get(readerKey)) {
      const ended = other.done.then(
        () => undefined,
        () => undefined,
      )
      const left = other.kind === 'probe' ? until - performance.now() : 0
      if (left > 0) await Promise.race([ended, sleep(left)])
      if (underWay.get(readerKey) === other) other.abort.abort()
      await ended
    }
  }

  return { run, clear }
}
