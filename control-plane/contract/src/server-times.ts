/**
 * How long a client of any HTTP server of ours may take, in milliseconds: for the head of a request, for
 * all of it, and how often it is looked who has taken longer. Node's own answer to a head that does not
 * end comes after a minute and a half.
 */
export const SERVER_TIMES = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
} as const
