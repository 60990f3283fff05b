/** What a server that is called for one request at a time has none of: sockets that stay, pages, files. */
const NOT_HERE = [
  /^\/link$/,
  /^\/metrics$/,
  /^\/install(\.sh$|\/)/,
  /^\/api\/docs(\/|$)/,
  /^\/api\/v1\/ws\//,
]

/** What takes native code, or connections to servers of other people. */
const BETTER_THERE = [
  /^\/api\/v1\/(uploads\/logo|backup\/restore)$/,
  /^\/api\/v1\/alerts\/targets\/[^/]+\/test$/,
  /^\/api\/v1\/settings\/recording-bucket\/try$/,
  /^\/api\/v1\/(auth\/forgot|users\/[^/]+\/password-reset)$/,
]
export const CALLS_BETTER_THERE: ReadonlySet<string> = new Set([
  'alertTargets.test',
  'auth.forgotPassword',
  'recordingBucket.try',
  'users.createPasswordLink',
])

/** What the edge answers, or may answer when nobody else is there to. */
const OURS = /^\/(api|trpc|link)\/|^\/(healthz|readyz)$/

/**
 * Who answers a request: the edge, a control plane on Node alone, or that where there is one and else
 * the edge with the sentence of what it cannot do.
 */
export function answererOf(method: string, path: string): 'edge' | 'node' | 'node-if-there' {
  if (!OURS.test(path) || NOT_HERE.some((form) => form.test(path))) return 'node'
  if (method === 'GET' || method === 'HEAD') return 'edge'
  const isBetter = BETTER_THERE.some((form) => form.test(path)) || callsOf(path).some(isBetterThere)
  return isBetter ? 'node-if-there' : 'edge'
}

function isBetterThere(call: string): boolean {
  return CALLS_BETTER_THERE.has(call)
}

/** Procedures of one request, which may be several. */
function callsOf(path: string): string[] {
  return path.startsWith('/trpc/') ? path.slice('/trpc/'.length).split(',') : []
}
