/** What this app has chosen of Remix's ways, for good: told to Remix, and known when it is bundled. */
export const REMIX_FLAGS = {
  v3_fetcherPersist: true,
  v3_relativeSplatPath: true,
  v3_throwAbortReason: true,
  v3_singleFetch: true,
  // All routes at once, 2 kB: those of a page gone to while the server is away must be known.
  v3_lazyRouteDiscovery: false,
  v3_routeConfig: true,
} as const
