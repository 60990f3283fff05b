import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let nowMs = 0
let timer: ReturnType<typeof setInterval> | undefined

/**
 * The time in milliseconds to the full second, from one clock for the whole page. Null on the
 * server and while hydrating, because the two clocks differ. `select` keeps renders to what shows.
 */
export function useNow<T extends string | number>(select: (nowMs: number) => T): T | null {
  return useSyncExternalStore(
    subscribe,
    () => select(current()),
    () => null,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    nowMs = 0
  }
}

function current(): number {
  if (nowMs === 0) nowMs = Math.floor(Date.now() / 1000) * 1000
  return nowMs
}

function tick() {
  nowMs = Math.floor(Date.now() / 1000) * 1000
  for (const listener of listeners) listener()
}
