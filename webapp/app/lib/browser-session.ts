let renewing: Promise<boolean> | null = null

/** Renews the session cookies. False when the session is over. Calls at the same time share one. */
export function renewSession(): Promise<boolean> {
  renewing ??= fetch('/session/refresh', { method: 'POST' })
    .then((response) => response.status !== 401)
    .catch(() => true)
    .finally(() => {
      renewing = null
    })
  return renewing
}

/** `fetch` that renews the session once when it is told that it has run out. */
export async function fetchWithSession(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init)
  if (response.status !== 401) return response
  return (await renewSession()) ? fetch(input, init) : response
}
