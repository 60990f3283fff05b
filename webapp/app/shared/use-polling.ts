import { useEffect, useRef, useState } from 'react'
import { type ApiProblem, toApiProblem } from './domain/api-problem.ts'

export type Polled<T> = { data: T | null; problem: ApiProblem | null }

/** What changes many times a second is asked for no more often than this. */
const SOON_MS = 1000

/**
 * Asks at once and then `everyMs` after each answer, while the page is in sight and `active`; sooner
 * when `hint` is another, within a second. The last answer stays when a later ask fails. `key` starts it
 * anew.
 */
export function usePolling<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  options: { everyMs: number; key: string; active?: boolean; hint?: number },
): Polled<T> {
  const { everyMs, key, active = true, hint } = options
  const [polled, setPolled] = useState<Polled<T> & { key: string }>({
    data: null,
    problem: null,
    key,
  })
  const latest = useRef(ask)
  latest.current = ask
  const askSoon = useRef(() => {})
  useEffect(() => {
    if (!active) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let askedMs = 0
    let isAsking = false
    let isHinted = false
    // Whoever is asked too much, or is away, is asked no sooner than ever.
    let hasFailed = false
    const run = async () => {
      askedMs = Date.now()
      isAsking = true
      isHinted = false
      if (document.visibilityState === 'visible') {
        const next = await latest
          .current(abort.signal)
          .then((data) => ({ data, problem: null }))
          .catch((failure: unknown) => ({ data: null, problem: toApiProblem(failure) }))
        if (abort.signal.aborted) return
        hasFailed = next.problem !== null
        setPolled((old) => ({
          key,
          problem: next.problem,
          data: next.data ?? (old.key === key ? old.data : null),
        }))
      }
      isAsking = false
      if (isHinted && !hasFailed) askSoon.current()
      else timer = setTimeout(run, everyMs)
    }
    askSoon.current = () => {
      isHinted = true
      if (isAsking || hasFailed) return
      clearTimeout(timer)
      timer = setTimeout(run, Math.max(0, askedMs + SOON_MS - Date.now()))
    }
    void run()
    return () => {
      askSoon.current = () => {}
      abort.abort()
      clearTimeout(timer)
    }
  }, [everyMs, key, active])
  const known = useRef(hint)
  useEffect(() => {
    if (known.current === hint) return
    known.current = hint
    askSoon.current()
  }, [hint])
  return polled.key === key ? polled : { data: null, problem: null }
}
