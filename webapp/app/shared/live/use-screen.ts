import { type RefObject, useEffect, useRef } from 'react'
import { type Screen, showChannel, showScreen } from './screen.ts'

/** Of a screen's height so much above and below it counts as on it, so that scrolling meets figures. */
const MARGIN = '50%'

/** What this page shows beside the channels that are on the screen. */
export function useScreen({ one, senders = false, samples = false }: Partial<Screen>): void {
  useEffect(
    () => showScreen({ senders, samples, ...(one ? { one } : {}) }),
    [one, senders, samples],
  )
}

/** For the element of a channel: its figures are asked for while it is on the screen. */
export function useInView<E extends Element>(id: string): RefObject<E> {
  const ref = useRef<E>(null)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    let hide: (() => void) | null = null
    const end = watch(element, (isInView) => {
      if (isInView) hide ??= showChannel(id)
      else {
        hide?.()
        hide = null
      }
    })
    return () => {
      end()
      hide?.()
    }
  }, [id])
  return ref
}

type Told = (isInView: boolean) => void
const told = new WeakMap<Element, Told>()
let observer: IntersectionObserver | null = null

/** One observer for all: five hundred of them would cost more than what they save. */
function watch(element: Element, tell: Told): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting)
    },
    { rootMargin: MARGIN },
  )
  told.set(element, tell)
  observer.observe(element)
  return () => {
    observer?.unobserve(element)
    told.delete(element)
  }
}
