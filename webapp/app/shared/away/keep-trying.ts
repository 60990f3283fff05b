import { renewSession } from '../browser-session.ts'
import { askLogIn } from './ask-log-in.ts'
import { isAwayStatus, retryDelayMs } from './retry-delay.ts'
import { addWaiting, type Waiting } from './waiting.ts'

type KeepTrying = Omit<Waiting, 'stop'> & {
  signal?: AbortSignal | null | undefined
  /** True where nothing else gives it up: then a person can, which rejects with an AbortError. */
  canStop?: boolean
  /** False for what no person asked for just now: a log-in that was put off is not asked for again. */
  isWanted?: boolean
}

/**
 * Sends a request until a server answers, and again once a session that had ended is renewed or
 * begun anew. What is sent must be the same when it arrives twice. Rejects only when given up. Where
 * the log-in is put off, what a person wanted is answered as it was, by a session that is over.
 */
export async function keepTrying(
  send: (signal: AbortSignal) => Promise<Response>,
  { kind, path, signal, canStop = false, isWanted = true }: KeepTrying,
): Promise<Response> {
  const own = new AbortController()
  const either = signal ? AbortSignal.any([signal, own.signal]) : own.signal
  let done: (() => void) | null = null
  let renewed = false
  try {
    for (let failures = 1; ; failures += 1) {
      const response = await sendOnce(send, either)
      if (response && !isAwayStatus(response.status)) {
        if (!isSessionOver(response)) return response
        done?.()
        done = null
        const again = !renewed && (await renewSession())
        if (!again && !(await askLogIn({ isWanted }))) {
          either.throwIfAborted()
          return response
        }
        renewed = true
        continue
      }
      done ??= addWaiting({ kind, path, stop: canStop ? () => own.abort() : null })
      await pause(retryDelayMs(failures, Math.random()), either)
    }
  } finally {
    done?.()
  }
}

/** Not a page that answers 401 itself, as the log-in page does to a wrong password. */
export function isSessionOver({ status, headers }: Response): boolean {
  return status === 401 && !headers.has('x-remix-response')
}

/** Null when nobody answered. */
async function sendOnce(
  send: (signal: AbortSignal) => Promise<Response>,
  signal: AbortSignal,
): Promise<Response | null> {
  try {
    return await send(signal)
  } catch (failure) {
    if (signal.aborted) throw signal.reason ?? failure
    return null
  }
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, delayMs)
    signal.addEventListener('abort', stop, { once: true })
  })
}
