import { Hono } from 'hono'
import type { ApiEnv } from '../api/api-env.ts'
import { respondError } from '../api/respond-error.ts'
import type { DomainError } from '../domain/errors.ts'

/** The answer of an error in the one shape of errors, in the language of the client. */
export async function refuse(request: Request, error: DomainError): Promise<Response> {
  const app = new Hono<ApiEnv>().all('*', (c) => respondError(c, error))
  return app.fetch(request)
}
