import type { ExitRule } from './classify-exit-rules.ts'

/**
 * Refusals by their numbers, which FFmpeg tells one line before the last. All are of the kind that
 * ends by itself: a source that is refused is tried again.
 */
const HTTP: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: [
    'unauthorised',
    'The source asks for a user name and password, or refuses those it was given (401).',
  ],
  402: ['payment-required', 'The provider of the source asks for a payment (402).'],
  403: ['forbidden', 'The source refuses access (403).'],
  404: ['not-found', 'The source does not exist at its address (404).'],
  407: ['proxy-login', 'A proxy before the source asks for a login (407).'],
  410: ['gone', 'The source is no longer at its address (410). Ask its provider for the new one.'],
  429: ['too-many-requests', 'The provider says that it is asked too often (429).'],
  451: ['blocked-by-law', 'The provider blocks the source here for legal reasons (451).'],
  456: ['too-many-connections', 'The provider says that too many connections are open (456).'],
  458: ['too-many-connections', 'The provider says that too many connections are open (458).'],
  503: ['source-unavailable', 'The server of the source is not available at the moment (503).'],
  509: [
    'bandwidth-exceeded',
    'The provider says that its bandwidth or its number of connections is used up (509).',
  ],
}

/** RFC 2326, section 11. */
const RTSP: typeof HTTP = {
  ...HTTP,
  451: ['refused-by-source', 'The server of the source does not understand the request (451).'],
  453: [
    'bandwidth-exceeded',
    'The server of the source has no bandwidth left for another reader (453).',
  ],
  454: ['connection-lost', 'The server of the source ended the session (454).'],
  455: [
    'refused-by-source',
    'The server of the source does not allow the request at the moment (455).',
  ],
  461: [
    'transport-refused',
    'The server of the source refuses this way of sending (461). Choose UDP or TCP as its transport.',
  ],
  462: [
    'transport-refused',
    'The server of the source cannot send to this host (462). Choose TCP as its transport.',
  ],
}

/** What a line of FFmpeg's log says of a refusal; null when it holds none. */
export function statusRule(line: string): Omit<ExitRule, 'pattern'> | null {
  const http = /HTTP error (\d{3})/.exec(line)
  if (http) return ruleOf(HTTP, Number(http[1]))
  const rtsp = /method [A-Z_]+ failed: (\d{3})/.exec(line)
  return rtsp ? ruleOf(RTSP, Number(rtsp[1])) : null
}

function ruleOf(table: typeof HTTP, status: number): Omit<ExitRule, 'pattern'> {
  const [code, message] = table[status] ?? unnamed(status)
  return { class: 'network', code, message }
}

function unnamed(status: number): readonly [string, string] {
  return status >= 500
    ? ['source-server-error', `The server of the source reports an error of its own (${status}).`]
    : ['refused-by-source', `The server of the source refuses the request (${status}).`]
}
