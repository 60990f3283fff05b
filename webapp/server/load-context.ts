import '@remix-run/server-runtime'

/** Tokens of the person whose browser sent the request. */
export type SessionTokenPair = { accessToken: string; refreshToken: string | null }

/** What was met on the way of one request, for the door to say to the scripts of a page. */
export type RequestOutcome = {
  /** The API did not answer: asking again later is the thing to do. */
  apiAway: boolean
  /** The person has to log in again. */
  sessionEnded: boolean
}

/** What the web app needs of a log; pino fits. */
export type WebappLog = { error(fields: object, message: string): void }

/** What the door of the web app hands to loaders and actions. */
export type WebappContext = {
  /** Reaches the API: in process where the control plane is embedded, over HTTP otherwise. */
  apiFetch: (request: Request) => Promise<Response>
  apiBaseUrl: string
  secureCookies: boolean
  /** Whose browser asks, in headers that the API reads: the address counts for the limits of log-ins. */
  callerHeaders: Record<string, string>
  /** Value of the `nonce` of scripts, new for each response. */
  nonce: string
  /** Null when nobody is logged in. Already renewed when the access token had run out. */
  session: SessionTokenPair | null
  outcome: RequestOutcome
  log: WebappLog
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends WebappContext {}
}
