import { useRef } from 'react'

/** Where the focus goes when what had it is gone: the page's main part. */
const FALLBACK = 'content'

/**
 * For a dialog that opens without a trigger of its own: when it closes, the focus is again where it
 * was. Spread what it answers on the dialog's content.
 */
export function useReturnFocus() {
  const opener = useRef<Element | null>(null)
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
