import { IncomingMessage } from 'node:http'
import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from '../api/api-env.ts'
import { lingerBeforeClose } from './linger.ts'

/**
 * What is answered before the body has come, or without a look at it, is the last answer of its
 * connection: the rest is not taken, however long it is, so nothing can follow it.
 */
export const endUnreadBody = createMiddleware<ApiEnv>(async (c, next) => {
  await next()
  const incoming = c.env?.incoming
  if (!(incoming instanceof IncomingMessage) || incoming.complete || !hasBody(incoming)) return
  c.res.headers.set('Connection', 'close')
  lingerBeforeClose(incoming)
})

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0
}
