import { useEffect, useRef, useState } from 'react'
import { steadyOrder } from '../domain/steady-order.ts'

/** After the last movement in it a list is free to sort itself anew. */
const STILL_MS = 4000

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
  const hold = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setHeld(null), STILL_MS)
    setHeld((old) =>
      old?.key === now.current.key
        ? old
        : { ids: now.current.wanted.map(({ id }) => id), key: now.current.key },
    )
  }
  const isHeld = held !== null && held.key === key
  return {
    items: isHeld ? steadyOrder(held.ids, wanted, all) : wanted,
    whileUsed: { onPointerMove: hold, onPointerDown: hold, onKeyDown: hold },
  }
}
