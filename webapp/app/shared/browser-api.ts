import { createApiClient } from './api-client.ts'
import { keepTrying } from './away/keep-trying.ts'
import { fetchWithSession } from './browser-session.ts'

/** As the `context` of a call that is to wait for a server that is away, and why a person waits. */
export const waits = {
  save: { context: { waits: 'save' } },
  page: { context: { waits: 'page' } },
} as const

/** The API for the browser, on the page's own origin; the session travels in cookies. */
export const browserApi = createApiClient('/trpc', (url, init, kind) => {
  if (kind === null) return fetchWithSession(url, init)
  return keepTrying((signal) => fetch(url, { ...init, signal }), {
    kind,
    path: window.location.pathname,
    signal: init.signal,
    canStop: kind === 'save',
  })
})
