import { messageOf } from '@cashbacktv/contract'
import { type Context, Hono } from 'hono'
import { DomainError } from '../domain/errors.ts'
import type { ApiEnv } from './api-env.ts'
import { respondError } from './respond-error.ts'
import { type RestProcedure, restProcedures } from './rest-procedures.ts'
import { appRouter } from './router.ts'
import { createCallerFactory } from './trpc.ts'

const createCaller = createCallerFactory(appRouter)
type Caller = (input: unknown) => Promise<object>

/** The REST surface: each route calls its procedure, and does nothing else. */
export function restRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  const procedures = restProcedures()
  for (const procedure of procedures) {
    routes.on(procedure.method, honoPath(procedure.path), (c) => answer(c, procedure))
  }
  return routes
}

/** Methods that each path of the REST surface knows. */
export function restMethods(): Map<string, string[]> {
  const byPath = new Map<string, string[]>()
  for (const { path, method } of restProcedures()) {
    byPath.set(honoPath(path), [...(byPath.get(honoPath(path)) ?? []), method])
  }
  return byPath
}

async function answer(c: Context<ApiEnv>, procedure: RestProcedure): Promise<Response> {
  try {
    const output = await callerOf(c, procedure.name)(await inputOf(c, procedure))
    c.header('Cache-Control', 'no-store')
    if (procedure.success === 204) return c.body(null, 204)
    return c.json(output, procedure.success)
  } catch (error) {
    return respondError(c, error)
  }
}

function callerOf(c: Context<ApiEnv>, name: string): Caller {
  let at: unknown = createCaller(c.get('request'))
  for (const part of name.split('.')) at = Reflect.get(Object(at), part)
  if (isCaller(at)) return at
  throw new Error(`no procedure is called ${name}`)
}

function isCaller(value: unknown): value is Caller {
  return typeof value === 'function'
}

async function inputOf(c: Context<ApiEnv>, { method, takesInput }: RestProcedure) {
  const given = method === 'GET' || method === 'DELETE' ? c.req.query() : await bodyOf(c)
  const input = { ...given, ...c.req.param() }
  return takesInput ? input : undefined
}

/** A body may be left out; what is there must be a JSON object. */
async function bodyOf(c: Context<ApiEnv>): Promise<object> {
  const text = await c.req.text()
  if (text.trim() === '') return {}
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) {
    throw new DomainError('unsupported_media_type', messageOf('body-type'))
  }
  const body = parsed(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new DomainError('validation_failed', messageOf('body-no-object'))
  }
  return body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('bad_request', messageOf('body-no-json'))
  }
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}
