import { loadToaster } from '../../ui/toast.ts'

/** Has the browser fetch the scripts of all pages, and the parts of pages that are loaded when wanted. */
export function fetchPages(): void {
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
  () => import('../dashboard/recent-activity.tsx'),
  () => import('../channel/stop-dialog.tsx'),
  () => import('../bulk/take-back.ts'),
  () => import('../bulk/bulk-dialog.tsx'),
  () => import('../away/leave-dialog.tsx'),
  () => import('../away/log-in-dialog.tsx'),
  () => import('../palette/command-palette.tsx'),
  () => import('../logo/logo-stage.tsx'),
]

function hrefOf(link: Element): string | null {
  return link.getAttribute('href')
}
