import { patiently } from '../../shared/away/patiently.ts'
import { somebodyIsThere } from '../../shared/signs-of-life.ts'

/**
 * Fetches the scripts and the texts of all pages as soon as somebody is there to use them. Remix
 * loads a page's script when it is gone to, and reloads the document where that fails: while the
 * server is away that would end on the browser's own error page, with all that was typed.
 */
export function loadAhead(loadTexts: () => Promise<void>): void {
  void somebodyIsThere().then(() => {
    window.setTimeout(() => {
      void fetchPages()
      void loadTexts()
    }, 500)
  })
}

const fetchPages = patiently(async () => (await import('./fetch-pages.ts')).fetchPages())
