import type { RequestOutcome } from './load-context.ts'

/** Says that a log-in is needed, so that the page can ask for it in place and send again. */
const SESSION_HEADER = 'x-session'

/**
 * What the scripts of a page are told instead of a page: an API that is away as 503 and a session
 * that is over as 401, so that they wait or ask and send the same again. Null where the answer
 * itself is right, and for documents, which have a page that says it.
 */
export function answerForScript(request: Request, outcome: RequestOutcome): Response | null {
  if (!new URL(request.url).pathname.endsWith('.data')) return null
  if (outcome.apiAway) {
    return new Response(null, { status: 503, headers: { 'retry-after': '2' } })
  }
  if (!outcome.sessionEnded) return null
  return new Response(null, { status: 401, headers: { [SESSION_HEADER]: 'ended' } })
}
