import type { HttpBindings } from '@hono/node-server'
import type { RequestContext } from '../context.ts'
import type { RequestSource } from './request-context.ts'

/** Types of the Hono app: what the server binds, and the context made for each request. */
export type ApiEnv = {
  Bindings: Partial<HttpBindings> & {
    /** Where it is made anew for each request. */
    source?: RequestSource
  }
  Variables: {
    request: RequestContext
  }
}
