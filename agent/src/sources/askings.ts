import { setTimeout as sleep } from 'node:timers/promises'

/** A probe or a knock that is under way. */
type Asking = {
  kind: 'probe' | 'knock'
  abort: AbortController
  hurry: AbortController
  done: Promise<unknown>
}

/** How one that asks is told: to be content with what it has, and to end at once. */
export type AskingSignals = { hurry: AbortSignal; signal: AbortSignal }

export type Askings = {
  /** Runs `ask` after everything that asks the same source already. */
  run<T>(
    readerKey: string,
    kind: Asking['kind'],
    ask: (signals: AskingSignals) => Promise<T>,
  ): Promise<T>
  /** Makes room for a run: a probe is to come to its end within `patienceMs`, the rest is called off. */
  clear(readerKey: string, patienceMs: number): Promise<void>
}

/** What reads a source for a moment, one at a time a source. */
export function createAskings(): Askings {
  const underWay = new Map<string, Asking>()

  async function run<T>(
    readerKey: string,
    kind: Asking['kind'],
    ask: (signals: AskingSignals) => Promise<T>,
  ): Promise<T> {
    for (let other = underWay.get(readerKey); other; other = underWay.get(readerKey)) {
      await other.done.catch(() => undefined)
    }
    const [abort, hurry] = [new AbortController(), new AbortController()]
    const answer = ask({ signal: abort.signal, hurry: hurry.signal })
    const asking = { kind, abort, hurry, done: answer }
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
      other.hurry.abort()
      const left = other.kind === 'probe' ? until - performance.now() : 0
      if (left > 0) await Promise.race([ended, sleep(left)])
      if (underWay.get(readerKey) === other) other.abort.abort()
      await ended
    }
  }

  return { run, clear }
}
