import { patiently } from '../../shared/away/patiently.ts'

const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'touchstart'] as const

/**
 * Fetches the scripts and the texts of all pages as soon as somebody is there to use them. Remix
 * loads a page's script when it is gone to, and reloads the document where that fails: while the
 * server is away that would end on the browser's own error page, with all that was typed.
 */
export function loadAhead(loadTexts: () => Promise<void>): void {
  const begin = () => {
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, begin)
    window.setTimeout(() => {
      void fetchPages()
      void loadTexts()
    }, 500)
  }
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, begin, { passive: true })
}

const fetchPages = patiently(async () => (await import('./fetch-pages.ts')).fetchPages())
