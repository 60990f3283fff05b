import { useSyncExternalStore } from 'react'

type Question = {
  answer(loggedIn: boolean): void
  isOpen: boolean
  /** The person closed it, to read on: whatever asked waits for as long. */
  wasPutOff: boolean
}

const listeners = new Set<() => void>()
let asking: Promise<boolean> | null = null
let question: Question | null = null

/**
 * Asks the person to log in again, over the page as it is. True when that was done. Calls at the
 * same time share one question. A page without a place for it becomes the log-in page. What a person
 * wants now (`isWanted`) opens the question that was put off.
 */
export function askLogIn({ isWanted = false } = {}): Promise<boolean> {
  if (listeners.size === 0) {
    goToLogIn()
    return new Promise(() => {})
  }
  asking ??= new Promise<boolean>((resolve) => {
    const answer = (loggedIn: boolean) => {
      asking = null
      ask(null)
      resolve(loggedIn)
    }
    ask({ answer, isOpen: true, wasPutOff: false })
  })
  if (isWanted) openLogIn()
  return asking
}

/** What is asked, until it is answered. */
export function useLogInQuestion(): Question | null {
  return useSyncExternalStore(
    subscribe,
    () => question,
    () => null,
  )
}

/** Closes the question without an answer. */
export function putOffLogIn(): void {
  if (question) ask({ ...question, isOpen: false, wasPutOff: true })
}

export function openLogIn(): void {
  if (question && !question.isOpen) ask({ ...question, isOpen: true })
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

function ask(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}
