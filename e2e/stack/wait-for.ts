import { setTimeout as delay } from 'node:timers/promises'

export type WaitOptions = { timeoutMs?: number; everyMs?: number }

/**
 * Asks until the answer is neither null, undefined nor false, and gives that answer. An exception
 * counts as "not yet". Rejects with `what` and the last exception after `timeoutMs` (20 s).
 */
export async function waitFor<T>(
  what: string,
  ask: () => T | Promise<T>,
  { timeoutMs = 20_000, everyMs = 100 }: WaitOptions = {},
): Promise<Exclude<T, null | undefined | false>> {
  const until = Date.now() + timeoutMs
  let last: unknown = 'no answer yet'
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== null && answer !== undefined && answer !== false) {
        return answer as Exclude<T, null | undefined | false>
      }
      last = answer
    } catch (error) {
      last = error
    }
    if (Date.now() > until) throw new Error(`Waited ${timeoutMs} ms for ${what}; last: ${last}`)
    await delay(everyMs)
  }
}
