/**
 * Headers of every page. Scripts run only with the nonce of their response. Styles may be inline,
 * because positions (logo editor, toasts, meters) are set as style attributes. Pictures, playlists
 * and segments may come from the hosts that make them, which have addresses of their own.
 */
export function securityHeaders(nonce: string, secure: boolean): Record<string, string> {
  const hosts = secure ? 'https:' : 'https: http:'
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${hosts}`,
    `media-src 'self' blob: ${hosts}`,
    `connect-src 'self' ${hosts}`,
    "worker-src 'self' blob:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
