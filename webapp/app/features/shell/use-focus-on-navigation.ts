import { useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/**
 * A page that replaces another takes what had the focus with it: the focus then goes to the new
 * page's main part, so that the keyboard goes on there and not at the top of the document.
 */
export function useFocusOnNavigation(mainId: string): void {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost) document.getElementById(mainId)?.focus({ preventScroll: true })
  }, [pathname, mainId])
}
