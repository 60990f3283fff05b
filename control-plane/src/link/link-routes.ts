import { Enrolment, type ErrorBody, Sha256 } from '@cashbacktv/contract'
import { logos } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import type { ServiceContext } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import { authenticateHost } from '../services/hosts/authenticate-host.ts'
import { enrol } from '../services/hosts/enrol.ts'

const statusOf: Partial<Record<DomainError['code'], 400 | 401 | 409>> = {
  bad_request: 400,
  unauthenticated: 401,
  conflict: 409,
}

/** What agents fetch over plain HTTP: a credential for a join token, and pictures by their hash. */
export function linkRoutes(ctx: ServiceContext): Hono {
  const routes = new Hono()

  routes.post('/link/enrol', async (c) => {
    const input = Enrolment.safeParse(await c.req.json().catch(() => null))
    if (!input.success) return fail(c, 422, 'validation_failed', 'This is not an enrolment.')
    try {
      return c.json(await enrol(ctx, input.data), 201)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return fail(c, statusOf[error.code] ?? 400, error.code, error.message)
    }
  })

  routes.get('/link/assets/:sha256', async (c) => {
    const host = await authenticateHost(ctx, c.req.header('authorization'))
    if (!host) return fail(c, 401, 'unauthenticated', 'The credential of this host is not valid.')
    const sha256 = Sha256.safeParse(c.req.param('sha256'))
    const [asset] = sha256.success
      ? await ctx.db
          .select({ content: logos.content, mime: logos.mime })
          .from(logos)
          .where(eq(logos.sha256, sha256.data))
          .limit(1)
      : []
    if (!asset) return fail(c, 404, 'not_found', 'There is no such asset.')
    return c.body(new Uint8Array(asset.content), 200, {
      'Content-Type': asset.mime,
      'Cache-Control': 'private, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    })
  })

  return routes
}

function fail(
  c: Context,
  status: 400 | 401 | 404 | 409 | 422,
  code: ErrorBody['error']['code'],
  message: string,
) {
  return c.json({ error: { code, message } } satisfies ErrorBody, status)
}
