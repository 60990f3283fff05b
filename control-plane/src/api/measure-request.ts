import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { ApiEnv } from './api-env.ts'

/** Takes the time of each request, by the pattern that answered it. */
export const measureRequest = createMiddleware<ApiEnv>(async (c, next) => {
  const startedAt = performance.now()
  await next()
  const { method } = c.req
  const ms = performance.now() - startedAt
  c.get('request').metrics.observeRequest({ method, route: routeOf(c), status: c.res.status, ms })
})

/** The most that a route says of a path; `*` for pages, and for what nobody serves. */
function routeOf(c: Context): string {
  const paths = matchedRoutes(c).map(({ path }) => path)
  return paths.findLast((path) => !path.endsWith('*')) ?? paths.at(-1) ?? '*'
}
