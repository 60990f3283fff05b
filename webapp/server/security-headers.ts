import { NONCE, secureHeaders } from 'hono/secure-headers'
import type { Pages } from './pages.ts'

/**
 * Headers of every page. Scripts run only with the nonce of their response, which pages read as
 * `secureHeadersNonce`. Styles may be inline, because positions (logo editor, toasts, meters) are
 * set as style attributes. Pictures, playlists and segments may come from the hosts that make them,
 * which have addresses of their own. While pages are edited, a socket tells them of changes.
 */
export function headersOfPages(secure: boolean, mode: Pages['mode'] = 'production') {
  const hosts = secure ? ['https:'] : ['https:', 'http:']
  const changes = mode === 'development' ? ['ws:'] : []
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...hosts],
      mediaSrc: ["'self'", 'blob:', ...hosts],
      connectSrc: ["'self'", ...hosts, ...changes],
      workerSrc: ["'self'", 'blob:'],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
  })
}
