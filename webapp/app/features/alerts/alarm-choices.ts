import { useSyncExternalStore } from 'react'

export type AlarmChoice = 'audible' | 'notify'

const KEYS: Record<AlarmChoice, string> = {
  // A choice that stands in browsers keeps its name there.
  audible: 'cbtv-alarm-sound',
  notify: 'cbtv-alarm-notify',
}
const listeners = new Set<() => void>()

/** What was chosen in this browser; off where nothing was, or where nothing can be kept. */
export function isChosen(choice: AlarmChoice): boolean {
  try {
    return localStorage.getItem(KEYS[choice]) === 'on'
  } catch {
    return false
  }
}

export function choose(choice: AlarmChoice, on: boolean): void {
  try {
    localStorage.setItem(KEYS[choice], on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing has no alarm.
  }
  for (const listener of listeners) listener()
}

/** The choice, also as another tab of this browser changes it. False on the server. */
export function useAlarmChoice(choice: AlarmChoice): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isChosen(choice),
    () => false,
  )
}

const GROUP_KEY = 'cbtv-alarm-group'

/** The group whose incidents this browser calls for; null for all that its person reaches. */
export function useAlarmGroup(): string | null {
  return useSyncExternalStore(subscribe, readGroup, () => null)
}

function readGroup(): string | null {
  try {
    return localStorage.getItem(GROUP_KEY)
  } catch {
    return null
  }
}

export function chooseAlarmGroup(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(GROUP_KEY)
    else localStorage.setItem(GROUP_KEY, id)
  } catch {
    // A browser that keeps nothing calls for all.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
