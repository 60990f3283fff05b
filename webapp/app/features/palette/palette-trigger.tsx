import { Search } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'

/** Dispatched on the window by whatever else opens the palette; `detail` is what is typed in it to begin with. */
export const OPEN_PALETTE = 'cashbacktv:palette'

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then(({ CommandPalette: component }) => ({ default: component })),
)

/** Opens the palette by press or by Ctrl/⌘ K. The palette itself is loaded when first wanted. */
export function PaletteTrigger() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)
  const [typed, setTyped] = useState('')
  const close = useCallback(() => setOpen(false), [])
  useEffect(() => {
    const show = (event: Event) => {
      setTyped(String((event instanceof CustomEvent && event.detail) || ''))
      setWanted(true)
      setOpen(true)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      show(event)
    }
    window.addEventListener('keydown', onKey)
    window.addEventListener(OPEN_PALETTE, show)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener(OPEN_PALETTE, show)
    }
  }, [])
  return (
    <>
      <button
        type="button"
        onClick={() => window.dispatchEvent(new Event(OPEN_PALETTE))}
        className="flex items-center gap-2.5 rounded-md border border-line px-2.5 text-sm text-dim hover:border-edge hover:text-ink max-lg:size-9 max-lg:justify-center max-lg:border-transparent max-lg:px-0 lg:mt-2 lg:h-9"
      >
        <Search aria-hidden="true" className="size-4.5 shrink-0" />
        <span className="max-lg:sr-only">{t('palette.open')}</span>
        <kbd className="ml-auto font-sans text-xs max-lg:hidden">Ctrl K</kbd>
      </button>
      {wanted ? (
        <Suspense fallback={open ? <TypedAhead onType={setTyped} onClose={close} /> : null}>
          <CommandPalette open={open} onOpenChange={setOpen} typed={typed} />
        </Suspense>
      ) : null}
    </>
  )
}

type TypedAheadProps = {
  onType: (change: (typed: string) => string) => void
  onClose: () => void
}

/** Stands in for the palette's field while the palette is on its way, so that no letter is lost or lands elsewhere. */
function TypedAhead({ onType, onClose }: TypedAheadProps) {
  useEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape') onClose()
      else if (event.key === 'Backspace') onType((typed) => typed.slice(0, -1))
      else if (event.key.length === 1) onType((typed) => typed + event.key)
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', keep, true)
    return () => window.removeEventListener('keydown', keep, true)
  }, [onType, onClose])
  return null
}
