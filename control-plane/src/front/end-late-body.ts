import type { IncomingMessage, ServerResponse } from 'node:http'
import { SERVER_TIMES } from '@cashbacktv/contract/server-times'
import { hasBody } from './end-unread-body.ts'

/** How long a file of a backup may take to come, in milliseconds: it may be gigabytes, and who sends it was let in. */
export const RESTORE_MS = 15 * 60_000

/** What Node answers itself where all are given one time. */
const TOO_LATE = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/** Ends a request whose body has not come in time: Node has one time for all requests, which is that of the longest. */
export function endLateBody(
  req: IncomingMessage,
  res: ServerResponse,
  ms: number = SERVER_TIMES.requestTimeout,
): void {
  if (!hasBody(req) || isRestore(req)) return
  const late = setTimeout(() => {
    if (req.complete) return
    const { socket } = req
    if (res.headersSent) socket.destroy()
    else socket.end(TOO_LATE, () => socket.destroy())
  }, ms).unref()
  res.once('close', () => clearTimeout(late))
}

function isRestore({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && /^\/api\/v1\/backup\/restore(\?|$)/.test(url)
}
