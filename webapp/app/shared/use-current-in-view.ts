import { useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/** For a row of links that scrolls sideways where it has no room: keeps the link of this page in sight. */
export function useCurrentInView() {
  const ref = useRef<HTMLElement>(null)
  const { pathname, search } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address says which link is the current one
  useEffect(() => {
    const row = ref.current
    const current = row?.querySelector('[aria-current=page]')
    if (!row || !current) return
    const show = () => {
      const [outer, inner] = [row.getBoundingClientRect(), current.getBoundingClientRect()]
      row.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
    }
    // A count that comes later makes the row longer.
    const observer = new ResizeObserver(show)
    for (const content of row.children) observer.observe(content)
    return () => observer.disconnect()
  }, [pathname, search])
  return ref
}
