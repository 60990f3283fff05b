import { isSessionOver, keepTrying } from './keep-trying.ts'
import { isShown } from './shown-page.ts'

/**
 * Makes what Remix asks for its pages and forms patient: a page that is gone to and a form that is
 * sent while the server is away wait for it, instead of becoming an error page. Remix has no place
 * of its own for this: it calls `fetch`, and takes a failed one for the failure of the page.
 */
export function makeRouterPatient(): void {
  const plain = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href)
    const isRouters = url.origin === window.location.origin && url.pathname.endsWith('.data')
    if (!isRouters) return plain(input, init)
    const isSave = (init?.method ?? 'GET') !== 'GET'
    const path = url.pathname.replace(/(\/_root)?\.data$/, '') || '/'
    const response = await keepTrying((signal) => whole(plain(input, { ...init, signal })), {
      kind: isSave ? 'save' : 'page',
      path,
      signal: init?.signal,
      isWanted: isSave || !isShown(path, url.searchParams),
    })
    // What is no page and was not saved because nobody logged in: as a failure it would take the page's place.
    return isSave && isSessionOver(response) ? new Response(null, { status: 204 }) : response
  }
}

/** Bodies of these are empty, and a Response refuses to be given one. */
const WITHOUT_BODY = new Set([204, 205, 304])

/**
 * The answer once all of it is here: one that breaks off is none. What does not come from Remix, as
 * from a server that is just starting, counts as one that is away, but for a refusal at the door.
 */
async function whole(asked: Promise<Response>): Promise<Response> {
  const response = await asked
  const { status, headers } = response
  const isRemix = headers.has('x-remix-response') || WITHOUT_BODY.has(status)
  if (!isRemix && (status < 400 || status === 404 || status >= 500))
    return new Response(null, { status: 503 })
  if (WITHOUT_BODY.has(status)) return response
  return new Response(await response.arrayBuffer(), { status, headers })
}
