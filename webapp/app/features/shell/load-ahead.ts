import { loadToaster } from '../../ui/toast.ts'

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
      addLinks()
      void loadTexts()
    }, 500)
  }
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, begin, { passive: true })
}

function addLinks(): void {
  const known = new Set([...document.querySelectorAll('link[rel=modulepreload]')].map(hrefOf))
  const scripts = Object.values(window.__remixManifest.routes).flatMap((route) => [
    route.module,
    ...(route.imports ?? []),
  ])
  for (const href of new Set(scripts)) {
    if (known.has(href)) continue
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = href
    link.fetchPriority = 'low'
    document.head.append(link)
  }
  for (const load of DIALOGS) void load().catch(() => undefined)
}

/** Parts that are loaded when they are wanted, and may be wanted while the server is away. */
const DIALOGS = [
  loadToaster,
  () => import('../channel/stop-dialog.tsx'),
  () => import('../bulk/bulk-dialog.tsx'),
  () => import('../away/leave-dialog.tsx'),
  () => import('../away/log-in-dialog.tsx'),
  () => import('../palette/command-palette.tsx'),
  () => import('../logo/logo-stage.tsx'),
]

function hrefOf(link: Element): string | null {
  return link.getAttribute('href')
}
