import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { inTurn } from '../../shared/in-turn.ts'
import { createInViewWatch } from '../../shared/watch-in-view.ts'

/** More than a turn of the wheel moves the page until what comes is rendered. */
const watchItems = createInViewWatch('100% 0%')
/** Further off than items are looked at, so that these are looked at in time. */
const watchGroups = createInViewWatch('200% 0%')

/**
 * Whether a group of a long list is on the screen or soon will be, and so its items are to be
 * watched: to watch five hundred costs a browser more in each frame than to show those in view.
 */
export function useNearGroup(ref: RefObject<HTMLElement>, atFirst: boolean): boolean {
  const [isNear, setNear] = useState(atFirst)
  useEffect(() => (ref.current ? watchGroups(ref.current, setNear) : undefined), [ref])
  return isNear
}

/**
 * Whether an item of such a group is on the screen or soon will be, and so is to be shown in full. On
 * paper all are. `atFirst` is what the document says, before anything can be known.
 */
export function useNearScreen(
  ref: RefObject<HTMLElement>,
  { isWatched, atFirst }: { isWatched: boolean; atFirst: boolean },
): boolean {
  const [isNear, setNear] = useState(atFirst)
  const isPrinted = useSyncExternalStore(
    subscribePrint,
    () => printing,
    () => false,
  )
  const shown = useRef(isNear)
  shown.current = isNear
  useEffect(() => {
    const element = ref.current
    if (!element) return
    let takeBack = () => {}
    const put = (isInView: boolean) => {
      takeBack()
      if (isInView === shown.current) return
      // What has the focus keeps what can be pressed.
      if (!isInView && element.contains(document.activeElement)) return
      takeBack = inTurn(() => setNear(isInView))
    }
    if (!isWatched) put(false)
    const end = isWatched ? watchItems(element, put) : () => {}
    return () => {
      end()
      takeBack()
    }
  }, [ref, isWatched])
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
