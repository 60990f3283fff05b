import { type RefObject, useEffect } from 'react'
import { createInViewWatch } from '../watch-in-view.ts'
import { type Screen, showChannel, showScreen } from './screen.ts'

/** Of a screen's height so much above and below it counts as on it, so that scrolling meets figures. */
const watch = createInViewWatch('50%')

/** What this page shows beside the channels that are on the screen. */
export function useScreen({ one, senders = false, samples = false }: Partial<Screen>): void {
  useEffect(
    () => showScreen({ senders, samples, ...(one ? { one } : {}) }),
    [one, senders, samples],
  )
}

/** For the element of a channel: its figures are asked for while it is on the screen. */
export function useInView(id: string, ref: RefObject<Element>): void {
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
  }, [id, ref])
}
