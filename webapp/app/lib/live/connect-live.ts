import { browserApi } from '../browser-api.ts'
import { renewSession } from '../browser-session.ts'
import { LOST_AFTER_MS, type PulseStore } from './pulse-store.ts'

const RETRY_MS = [500, 1000, 2000, 3000, 5000]
/** Before the access token of ten minutes runs out, so that a watched page never meets a 401. */
const RENEW_MS = 8 * 60_000
/** A connection that is open but silent is given up after this. */
const SILENT_MS = 3 * LOST_AFTER_MS

/**
 * Keeps the store fed until the returned function is called. A lost connection is tried again by
 * itself, and a session that is over begun anew before.
 */
export function connectLive(store: PulseStore, beginSession: () => Promise<boolean>): () => void {
  let stopped = false
  let failures = 0
  let openedMs = Date.now()
  let subscription: { unsubscribe(): void } | null = null
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  function open() {
    if (stopped) return
    openedMs = Date.now()
    subscription = browserApi.live.pulse.subscribe(undefined, {
      onData(pulse) {
        failures = 0
        store.accept(pulse, Date.now())
      },
      onError: () => retry(),
      onStopped: () => retry(),
    })
  }
  function close() {
    const closing = subscription
    subscription = null
    closing?.unsubscribe()
  }
  function retry() {
    if (stopped || !subscription) return
    close()
    const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 5000
    failures += 1
    retryTimer = setTimeout(async () => {
      const inSession = await renewSession()
      if (!inSession && !stopped) await beginSession()
      open()
    }, delay)
  }

  const watch = setInterval(() => {
    const now = Date.now()
    store.tick(now)
    if (store.lastPulseMs() === 0 && now - openedMs > LOST_AFTER_MS) store.lose()
    if (now - Math.max(store.lastPulseMs(), openedMs) > SILENT_MS) retry()
  }, 1000)
  const renewal = setInterval(() => void renewSession(), RENEW_MS)
  open()
  return () => {
    stopped = true
    clearInterval(watch)
    clearInterval(renewal)
    clearTimeout(retryTimer)
    close()
  }
}
