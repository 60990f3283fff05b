import { startTransition, useEffect, useState, useSyncExternalStore } from 'react'

/** More than the largest usual screen shows at once. */
const AT_FIRST = 48
/** Rendered in less than the 50 ms after which a browser calls a task long. */
const STEP = 16

/**
 * How many of so many items are to be rendered in full. A document begins with what can be on the
 * screen, so that it is small and soon there, and the rest follows while the browser is idle. A page
 * that is reached by a link has all at once: its scroll position is to be restored.
 */
export function useGradually(total: number): number {
  const isInteractive = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  )
  const [count, setCount] = useState(isInteractive ? Number.POSITIVE_INFINITY : AT_FIRST)
  useEffect(() => {
    if (count >= total) return
    const timer = setTimeout(() => startTransition(() => setCount(count + STEP)))
    return () => clearTimeout(timer)
  }, [count, total])
  return Math.min(count, total)
}

function subscribeToNothing() {
  return () => {}
}
