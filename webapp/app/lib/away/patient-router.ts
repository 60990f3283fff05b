import { keepTrying } from './keep-trying.ts'

/**
 * Makes what Remix asks for its pages and forms patient: a page that is gone to and a form that is
 * sent while the server is away wait for it, instead of becoming an error page. Remix has no place
 * of its own for this: it calls `fetch`, and takes a failed one for the failure of the page.
 */
export function makeRouterPatient(): void {
  const plain = window.fetch.bind(window)
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href)
    const isRouters = url.origin === window.location.origin && url.pathname.endsWith('.data')
    if (!isRouters) return plain(input, init)
    const isSave = (init?.method ?? 'GET') !== 'GET'
    const path = url.pathname.replace(/(\/_root)?\.data$/, '') || '/'
    return keepTrying((signal) => plain(input, { ...init, signal }), {
      kind: isSave ? 'save' : 'page',
      path,
      signal: init?.signal,
    })
  }
}
