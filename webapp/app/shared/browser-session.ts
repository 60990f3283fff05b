import { askLogIn } from './away/ask-log-in.ts'

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

/** `fetch` that renews the session once when it is told that it has run out, or has it begun anew. */
export async function fetchWithSession(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init)
  if (response.status !== 401) return response
  const isWanted = (init?.method ?? 'GET') !== 'GET'
  return (await takeUpSession({ isWanted })) ? fetch(input, init) : response
}

/** Renews the session, or has it begun anew where it is over. False where nobody logs in. */
export async function takeUpSession({ isWanted }: { isWanted: boolean }): Promise<boolean> {
  return (await renewSession()) || askLogIn({ isWanted })
}
