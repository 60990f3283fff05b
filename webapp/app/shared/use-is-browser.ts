import { useSyncExternalStore } from 'react'

/** False on the server and while hydrating: what needs a script shows once it is there. */
export function useIsBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

const never = () => () => {}
