import { useEffect, useRef, useState } from 'react'
import { steadyOrder } from './domain/steady-order.ts'

/** A pointer that rests in a list so long is nobody's, and after it has left, nothing is about to be pressed. */
const STILL_MS = 20_000
const LEFT_MS = 1000

/**
 * Keeps a live list in its order while a pointer or the keyboard is at work in it, so that nothing
 * moves from beneath a press. `key` is what a person asked of the list: another one sorts at once.
 */
export function useSteadyOrder<T extends { id: string }>(
  wanted: readonly T[],
  all: readonly T[],
  key: string,
) {
  const [held, setHeld] = useState<{ ids: readonly string[]; key: string } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const now = useRef({ wanted, key })
  now.current = { wanted, key }
  useEffect(() => () => clearTimeout(timer.current), [])
  const releaseIn = (delayMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setHeld(null), delayMs)
  }
  const hold = () => {
    releaseIn(STILL_MS)
    setHeld((old) =>
      old?.key === now.current.key
        ? old
        : { ids: now.current.wanted.map(({ id }) => id), key: now.current.key },
    )
  }
  const isHeld = held !== null && held.key === key
  return {
    items: isHeld ? steadyOrder(held.ids, wanted, all) : wanted,
    whileUsed: {
      onPointerMove: hold,
      onPointerDown: hold,
      onKeyDown: hold,
      onPointerLeave: () => releaseIn(LEFT_MS),
    },
  }
}
