import type { Log } from '../ports.ts'

export type Voice = {
  sayOnce(key: string, message: string): void
  /** What was said may be said again. */
  reset(): void
}

/** Warns of each thing once, however often it comes. */
export function sayOnceOn(log: Pick<Log, 'warn'>): Voice {
  const said = new Set<string>()
  return {
    sayOnce(key, message) {
      if (said.has(key)) return
      said.add(key)
      log.warn({}, message)
    },
    reset: () => said.clear(),
  }
}
