import { type RefObject, startTransition, useEffect, useState, useSyncExternalStore } from 'react'
import { createInViewWatch } from '../../shared/watch-in-view.ts'

/** More than a turn of the wheel moves the page until what comes is rendered. */
const watch = createInViewWatch('100% 0%')

/**
 * Whether an item of a long list is on the screen or soon will be, and so is to be shown in full. On
 * paper all are. `atFirst` is what the document says, before anything can be known.
 */
export function useNearScreen(ref: RefObject<HTMLElement>, atFirst: boolean): boolean {
  const [isNear, setNear] = useState(atFirst)
  const isPrinted = useSyncExternalStore(
    subscribePrint,
    () => printing,
    () => false,
  )
  useEffect(() => {
    const element = ref.current
    if (!element) return
    return watch(element, (isInView) => {
      // What has the focus keeps what can be pressed.
      if (!isInView && element.contains(document.activeElement)) return
      startTransition(() => setNear(isInView))
    })
  }, [ref])
  return isNear || isPrinted
}

let printing = false

function subscribePrint(listener: () => void): () => void {
  const told = (event: Event) => {
    printing = event.type === 'beforeprint'
    listener()
  }
  window.addEventListener('beforeprint', told)
  window.addEventListener('afterprint', told)
  return () => {
    window.removeEventListener('beforeprint', told)
    window.removeEventListener('afterprint', told)
  }
}
