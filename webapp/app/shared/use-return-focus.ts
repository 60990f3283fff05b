import { useRef } from 'react'

/** Where the focus goes when what had it is gone: the page's main part. */
const FALLBACK = 'content'

/**
 * For a dialog that opens without a trigger of its own: when it closes, the focus is again where it
 * was. Spread what it answers on the dialog's content. A dialog that gives the focus to a field by
 * itself says what had it before, with its first render.
 */
export function useReturnFocus(before: Element | null = null) {
  const opener = useRef(before)
  return {
    onOpenAutoFocus() {
      opener.current = document.activeElement
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault()
      const known = opener.current
      const target = known?.isConnected ? known : document.getElementById(FALLBACK)
      if (target instanceof HTMLElement) target.focus()
    },
  }
}
