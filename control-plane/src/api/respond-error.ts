import type { Context } from 'hono'
import { errorBody } from '../domain/error-body.ts'
import type { ApiEnv } from './api-env.ts'
import { describeError } from './describe-error.ts'
import { languageOf } from './language-of.ts'

/**
 * Answers what went wrong in the one shape of errors, in the language of the client; what is a fault
 * of ours goes to the log. `allow`: methods that the address takes, for one that it does not.
 */
export function respondError(
  c: Context<ApiEnv>,
  thrown: unknown,
  { allow }: { allow?: readonly string[] } = {},
): Response {
  const { status, error, faultId } = describeError(thrown)
  const request = c.get('request')
  if (faultId) {
    request.log.error({ err: thrown, requestId: request.requestId, faultId }, 'a request failed')
  }
  const { tag, texts } = languageOf(c)
  c.header('Vary', 'Accept-Language', { append: true })
  c.header('Content-Language', tag)
  c.header('Cache-Control', 'no-store')
  if (error.retryAfterSeconds !== undefined)
    c.header('Retry-After', String(error.retryAfterSeconds))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  if (allow) c.header('Allow', allow.join(', '))
  return c.json({ error: errorBody(error, texts) }, allow ? 405 : status)
}
