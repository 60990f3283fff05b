import { lazy, Suspense, useEffect, useState } from 'react'
import { OPEN_PALETTE } from '../palette/palette-trigger.tsx'

const KeyHelp = lazy(() => import('./key-help.tsx').then((module) => ({ default: module.KeyHelp })))

/** `/` goes to the search of the page, or to the palette where it has none; `?` says which keys there are. */
export function PageKeys() {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '/') {
        event.preventDefault()
        goToSearch()
      } else if (event.key === '?') {
        event.preventDefault()
        setWanted(true)
        setOpen(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <KeyHelp open={open} onOpenChange={setOpen} />
    </Suspense>
  )
}

function goToSearch() {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
  if (!field) {
    window.dispatchEvent(new Event(OPEN_PALETTE))
    return
  }
  field.focus()
  field.select()
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select')
  )
}
