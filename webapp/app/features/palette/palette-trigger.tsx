import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
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
        <Suspense fallback={null}>
          <CommandPalette open={open} onOpenChange={setOpen} typed={typed} />
        </Suspense>
      ) : null}
    </>
  )
}
