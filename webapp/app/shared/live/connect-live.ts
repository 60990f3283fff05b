import { type LiveScope, unpackIds } from '@cashbacktv/contract'
import { browserApi } from '../browser-api.ts'
import { renewSession } from '../browser-session.ts'
import { LOST_AFTER_MS, type PulseStore } from './pulse-store.ts'
import { currentScope, onScope } from './screen.ts'

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
  let told: { of: string; cursor?: string } = { of: '' }
  let opened = ''
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  function open() {
    if (stopped) return
    openedMs = Date.now()
    const scope = currentScope()
    const of = scope.channels === 'one' ? idOf(scope) : 'all'
    // A cursor of another scope says nothing of what this one has to know.
    const since = of === told.of ? told.cursor : undefined
    subscription = browserApi.live.watch.subscribe(since ? { ...scope, since } : scope, {
      onData(message) {
        failures = 0
        told = { of, cursor: message.cursor }
        store.accept(message, Date.now(), of)
      },
      onError: () => retry(),
      onStopped: () => retry(),
    })
    opened = JSON.stringify(scope)
  }
  /** The next message comes over the new one at once, so nothing is missed between the two. */
  function follow() {
    if (!subscription || JSON.stringify(currentScope()) === opened) return
    close()
    open()
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
      if (failures > 1 && (await isFull())) store.lose(true)
      open()
    }, delay)
  }

  const watch = setInterval(() => {
    const now = Date.now()
    store.tick(now)
    if (store.link() === 'connecting' && now - openedMs > LOST_AFTER_MS) store.lose()
    if (now - Math.max(store.lastPulseMs(), openedMs) > SILENT_MS) retry()
  }, 1000)
  const renewal = setInterval(() => void renewSession(), RENEW_MS)
  const ignore = onScope(follow)
  open()
  return () => {
    stopped = true
    ignore()
    clearInterval(watch)
    clearInterval(renewal)
    clearTimeout(retryTimer)
    close()
  }
}

/** What a browser is not told when a connection is refused. */
function isFull(): Promise<boolean> {
  return browserApi.live.room.query().then(
    ({ left }) => left === 0,
    () => false,
  )
}

function idOf({ figures }: LiveScope): string {
  return [...unpackIds(figures)][0] ?? ''
}
