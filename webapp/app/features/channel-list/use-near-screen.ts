import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { inTurn } from '../../shared/in-turn.ts'
import { createInViewWatch } from '../../shared/watch-in-view.ts'

/** More than a turn of the wheel moves the page until what comes is rendered. */
const watchItems = createInViewWatch('100% 0%')
/** Further off than items are looked at, so that these are looked at in time. */
const watchGroups = createInViewWatch('200% 0%')

/**
 * Whether a group of a long list is on the screen or soon will be, and so its items are to be
 * watched: to watch five hundred costs a browser more in each frame than to show those in view.
 * Until it is so for the first time, be it on paper, its items need not be more than plain text.
 */
export function useNearGroup(
  ref: RefObject<HTMLElement>,
  atFirst: boolean,
): { isWatched: boolean; isPlain: boolean } {
  const [isWatched, setWatched] = useState(atFirst)
  const [wasWatched, setWasWatched] = useState(atFirst)
  const isPrinted = usePrinting()
  const isPlain = !wasWatched && !isPrinted
  const keepFocus = useKeptFocus(ref, isPlain)
  useEffect(() => {
    if (!ref.current) return
    return watchGroups(ref.current, (isNear) => {
      if (isNear) keepFocus()
      setWatched(isNear)
      // A few items a frame: all of a group at once would hold up who scrolls.
      if (isNear) startTransition(() => setWasWatched(true))
    })
  }, [ref, keepFocus])
  return { isWatched, isPlain }
}

/**
 * What has the focus in a group has it still when its items take the place of their plain text: they
 * have the same links and boxes, in the same order. Answers what is to be called before they do.
 */
function useKeptFocus(ref: RefObject<HTMLElement>, isPlain: boolean): () => void {
  const focused = useRef(-1)
  useEffect(() => {
    if (isPlain || !ref.current) return
    if (document.activeElement === document.body) {
      pressables(ref.current)[focused.current]?.focus({ preventScroll: true })
    }
    focused.current = -1
  }, [ref, isPlain])
  return useCallback(() => {
    if (!ref.current) return
    const at = (element: HTMLElement) => element === document.activeElement
    focused.current = pressables(ref.current).findIndex(at)
  }, [ref])
}

function pressables(group: HTMLElement): HTMLElement[] {
  return [...group.querySelectorAll<HTMLElement>('a, input')]
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
  const isPrinted = usePrinting()
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

function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribePrint,
    () => printing,
    () => false,
  )
}

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
