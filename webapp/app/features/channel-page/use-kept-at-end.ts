import { useEffect, useRef } from 'react'

/**
 * Refs of a box that scrolls and of what is in it: while it `follows`, the end of what `comes` stays in view. A line
 * is laid out when it is first seen and is then higher than was assumed, so the end moves without anything coming.
 */
export function useKeptAtEnd(comes: unknown, follows: boolean) {
  const box = useRef<HTMLElement>(null)
  const content = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: as many new lines as went leave the height as it was
  useEffect(() => {
    const [outer, inner] = [box.current, content.current]
    if (!follows || outer === null || inner === null) return
    const toEnd = () => {
      outer.scrollTop = outer.scrollHeight
    }
    toEnd()
    const observer = new ResizeObserver(toEnd)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [comes, follows])
  return { box, content }
}
