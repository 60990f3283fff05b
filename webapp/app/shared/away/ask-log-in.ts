import { useSyncExternalStore } from 'react'

type Answer = (loggedIn: boolean) => void

const listeners = new Set<() => void>()
let asking: Promise<boolean> | null = null
let answer: Answer | null = null

/**
 * Asks the person to log in again, over the page as it is. True when that was done. Calls at the
 * same time share one question. A page without a place for it becomes the log-in page.
 */
export function askLogIn(): Promise<boolean> {
  if (listeners.size === 0) {
    goToLogIn()
    return new Promise(() => {})
  }
  asking ??= new Promise<boolean>((resolve) => {
    answer = (loggedIn) => {
      answer = null
      asking = null
      tell()
      resolve(loggedIn)
    }
  })
  tell()
  return asking
}

/** How to answer, while it is asked. */
export function useLogInQuestion(): Answer | null {
  return useSyncExternalStore(
    subscribe,
    () => answer,
    () => null,
  )
}

export function goToLogIn(): void {
  const returnTo = window.location.pathname + window.location.search
  window.location.assign(`/login?${new URLSearchParams({ returnTo, ended: '1' })}`)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function tell(): void {
  for (const listener of listeners) listener()
}
