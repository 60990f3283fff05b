import { useSyncExternalStore } from 'react'

type Question = {
  answer(loggedIn: boolean): void
  isOpen: boolean
  /** The person closed it, to read on: what brings the page up to date waits for as long. */
  wasPutOff: boolean
}
type Asked = { isWanted: boolean; tell(loggedIn: boolean): void }

const listeners = new Set<() => void>()
let asked: Asked[] = []
let question: Question | null = null

/**
 * Asks the person to log in again, over the page as it is. True when that was done. Calls at the
 * same time share one question. A page without a place for it becomes the log-in page. What a person
 * wants now (`isWanted`) opens the question that was put off, and is told false when it is put off:
 * what was saved then is not to go out later, over what was typed since.
 */
export function askLogIn({ isWanted = false } = {}): Promise<boolean> {
  if (listeners.size === 0) {
    goToLogIn()
    return new Promise(() => {})
  }
  if (!question) ask({ answer, isOpen: true, wasPutOff: false })
  else if (isWanted) openLogIn()
  return new Promise((tell) => {
    asked.push({ isWanted, tell })
  })
}

/** What is asked, until it is answered. */
export function useLogInQuestion(): Question | null {
  return useSyncExternalStore(watchLogIn, logInQuestion, () => null)
}

export function logInQuestion(): Question | null {
  return question
}

/** Calls back when the question changes, until the returned function is called. */
export function watchLogIn(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Closes the question without an answer. */
export function putOffLogIn(): void {
  if (!question) return
  ask({ ...question, isOpen: false, wasPutOff: true })
  const wanted = asked.filter(({ isWanted }) => isWanted)
  asked = asked.filter(({ isWanted }) => !isWanted)
  for (const { tell } of wanted) tell(false)
}

export function openLogIn(): void {
  if (question && !question.isOpen) ask({ ...question, isOpen: true })
}

export function goToLogIn(): void {
  const returnTo = window.location.pathname + window.location.search
  window.location.assign(`/login?${new URLSearchParams({ returnTo, ended: '1' })}`)
}

function answer(loggedIn: boolean): void {
  const told = asked
  asked = []
  ask(null)
  for (const { tell } of told) tell(loggedIn)
}

function ask(next: Question | null): void {
  question = next
  for (const listener of listeners) listener()
}
