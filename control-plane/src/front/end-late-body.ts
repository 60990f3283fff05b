import type { IncomingMessage, ServerResponse } from 'node:http'
import { SERVER_TIMES } from '@cashbacktv/contract/server-times'
import { hasBody } from './end-unread-body.ts'

/** What Node answers itself where all are given one time. */
const TOO_LATE = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/**
 * Ends a request whose body has not come in time: Node has one time for all requests, and that of a restore is
 * counted where it is read (`bodyPieces`), as Node's goes on while we are at work. Answered or not: the rest of it
 * would keep its connection.
 */
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
  res.once('close', () => {
    if (req.complete) clearTimeout(late)
  })
}

function isRestore({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && /^\/api\/v1\/backup\/restore(\?|$)/.test(url)
}
