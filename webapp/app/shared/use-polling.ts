import { useEffect, useRef, useState } from 'react'
import { type ApiProblem, toApiProblem } from './domain/api-problem.ts'

export type Polled<T> = { data: T | null; problem: ApiProblem | null }

/**
 * Asks at once and then `everyMs` after each answer, while the page is in sight and `active`. The
 * last answer stays when a later ask fails. `key` starts it anew.
 */
export function usePolling<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  options: { everyMs: number; key: string; active?: boolean },
): Polled<T> {
  const { everyMs, key, active = true } = options
  const [polled, setPolled] = useState<Polled<T> & { key: string }>({
    data: null,
    problem: null,
    key,
  })
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (!active) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const run = async () => {
      if (document.visibilityState === 'visible') {
        const next = await latest
          .current(abort.signal)
          .then((data) => ({ data, problem: null }))
          .catch((failure: unknown) => ({ data: null, problem: toApiProblem(failure) }))
        if (abort.signal.aborted) return
        setPolled((old) => ({
          key,
          problem: next.problem,
          data: next.data ?? (old.key === key ? old.data : null),
        }))
      }
      timer = setTimeout(run, everyMs)
    }
    void run()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [everyMs, key, active])
  return polled.key === key ? polled : { data: null, problem: null }
}
