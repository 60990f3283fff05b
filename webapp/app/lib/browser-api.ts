import { createTRPCClient, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { AppRouter } from './app-router.ts'
import { fetchWithSession } from './browser-session.ts'

/** The API for the browser, on the page's own origin; the session travels in cookies. */
export const browserApi = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpLink({
        url: '/trpc',
        fetch: (url, init) => fetchWithSession(url, init as RequestInit),
      }),
    }),
  ],
})
