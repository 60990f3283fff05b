import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { AppRouter } from './app-router.ts'
import { keepTrying } from './away/keep-trying.ts'
import type { Waiting } from './away/waiting.ts'
import { fetchWithSession } from './browser-session.ts'

const url = '/trpc'

/** As the `context` of a call that is to wait for a server that is away, and why a person waits. */
export const waits = {
  save: { context: { waits: 'save' } },
  page: { context: { waits: 'page' } },
} as const

function patientLink(kind: Waiting['kind']) {
  return httpLink<AppRouter>({
    url,
    fetch: (input, init) =>
      keepTrying((signal) => fetch(input, { ...init, signal }), {
        kind,
        path: window.location.pathname,
        signal: init?.signal,
        canStop: kind === 'save',
      }),
  })
}

/** The API for the browser, on the page's own origin; the session travels in cookies. */
export const browserApi = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        condition: ({ context }) => context.waits === 'save',
        true: patientLink('save'),
        false: splitLink({
          condition: ({ context }) => context.waits === 'page',
          true: patientLink('page'),
          false: httpLink({
            url,
            fetch: (input, init) =>
              fetchWithSession(input, { ...init, signal: init?.signal ?? null }),
          }),
        }),
      }),
    }),
  ],
})
