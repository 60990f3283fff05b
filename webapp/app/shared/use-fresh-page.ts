import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const EVERY_MS = 3000

/** Has the page asked for anew while something of it moves and somebody looks. */
export function useFreshPage(isMoving: boolean): void {
  const { revalidate, state } = useRevalidator()
  const busy = useRef(false)
  busy.current = state !== 'idle'
  useEffect(() => {
    if (!isMoving) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !busy.current) revalidate()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [isMoving, revalidate])
}
