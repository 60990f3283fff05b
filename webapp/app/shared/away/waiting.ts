import { useSyncExternalStore } from 'react'

/** What waits for a server that is away: something to be saved, or a page to be shown. */
export type Waiting = {
  kind: 'save' | 'page'
  /** Where it leads, for a page. */
  path: string
  /** Gives it up; null where something else does. */
  stop: (() => void) | null
}

const NOTHING: readonly Waiting[] = []
const listeners = new Set<() => void>()
let all: readonly Waiting[] = NOTHING

/** Remembers it until the returned function is called. */
export function addWaiting(waiting: Waiting): () => void {
  set([...all, waiting])
  return () => set(all.filter((one) => one !== waiting))
}

export function isSaveWaiting(): boolean {
  return all.some(({ kind }) => kind === 'save')
}

export function useWaiting(): readonly Waiting[] {
  return useSyncExternalStore(
    subscribe,
    () => all,
    () => NOTHING,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function set(next: readonly Waiting[]): void {
  all = next
  for (const listener of listeners) listener()
}
