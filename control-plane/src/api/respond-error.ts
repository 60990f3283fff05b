import type { Context } from 'hono'
import type { ApiEnv } from './api-env.ts'
import { describeError } from './describe-error.ts'

/** Answers what went wrong in the one shape of errors; what is a fault of ours goes to the log. */
export function respondError(c: Context<ApiEnv>, thrown: unknown): Response {
  const { status, error, retryAfterSeconds, faultId } = describeError(thrown)
  const request = c.get('request')
  if (faultId) {
    request.log.error({ err: thrown, requestId: request.requestId, faultId }, 'a request failed')
  }
  const headers: Record<string, string> = { 'Cache-Control': 'no-store' }
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = String(retryAfterSeconds)
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer'
  return c.json({ error }, status, headers)
}
