import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { restProcedures } from './api/rest-procedures.ts'
import {
  CALLERS,
  type Caller,
  type Callers,
  callers,
  expectedOf,
  type Guarded,
  guarded,
  startCallers,
} from './test/start-callers.ts'
import { startTestPlane, type TestPlane } from './test/start-test-plane.ts'

let plane: TestPlane
let made: Callers
beforeAll(async () => {
  plane = await startTestPlane()
  made = await startCallers(plane)
})
afterAll(() => plane?.close())

type Cell = Guarded & { caller: Caller }
const headersOf = (caller: Caller) => made.headersOf(caller)
const DENIED_OR_BROKEN = [401, 403, 404, 405, 500]

/** The input is none that any procedure takes: who is let in is told so, and nothing is done. */
async function call({ name, type, caller }: Cell): Promise<number> {
  const path = `/trpc/${name}`
  const headers = headersOf(caller)
  if (type === 'mutation')
    return (await plane.ask({ method: 'POST', path, body: 7, headers })).status
  const accept = type === 'subscription' ? 'text/event-stream' : 'application/json'
  const asked = { method: 'GET', path: `${path}?input=7`, headers: { ...headers, accept } }
  const { status, text } = await plane.ask(asked)
  // A stream has begun before it is known who asks, and says it as its first and last event.
  return type === 'subscription' ? Number(/"httpStatus":(\d+)/.exec(text)?.[1]) : status
}

/** The status with which an upgrade was refused, or that the socket is open and `sign` came. */
function knock(path: string, caller: Caller, sign: 'open' | 'message'): Promise<number | 'let in'> {
  const url = `${plane.url.replace('http', 'ws')}${path}`
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers: headersOf(caller) })
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode))
    socket.once(sign, () => {
      resolve('let in')
      socket.close()
    })
  })
}

test('there is a matrix', () => {
  expect(guarded.length * callers.length).toBeGreaterThan(1500)
})

test.each(guarded)('$name, which takes $role, lets in whom it should', async (procedure) => {
  for (const caller of callers) {
    const cell = { ...procedure, caller }
    const wanted = expectedOf(procedure, caller)
    // Done for real it would end the log-ins of the callers that follow.
    if (wanted === 'let in' && !procedure.takesInput && procedure.type === 'mutation') continue
    const status = await call(cell)
    if (wanted === 'let in') expect(DENIED_OR_BROKEN, caller).not.toContain(status)
    else expect(status, caller).toBe(wanted)
  }
})

test('the procedures that take nothing and change something let in whom they should', async () => {
  const bare = guarded.filter(({ type, takesInput }) => type === 'mutation' && !takesInput)
  for (const procedure of bare) {
    // A log-in of its own each, as some of them end it.
    const { accessToken } = await plane.login('admin')
    made.tokens.admin = accessToken
    const status = await call({ ...procedure, caller: 'admin' })
    expect(DENIED_OR_BROKEN, procedure.name).not.toContain(status)
  }
  expect(bare.length).toBeGreaterThan(0)
})

const routes = restProcedures().flatMap((route) => {
  const procedure = guarded.find(({ name }) => name === route.name)
  return procedure ? [{ ...route, procedure }] : []
})

/** A field that no input has: who is let in is told so, and nothing is done. */
async function callRoute({ method, path }: (typeof routes)[number], caller: Caller) {
  const at = `/api/v1${path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')}`
  const headers = headersOf(caller)
  const odd = { fieldOfNobody: 7 }
  const isInQuery = method === 'GET' || method === 'DELETE'
  const asked = isInQuery ? { path: `${at}?fieldOfNobody=7` } : { path: at, body: odd }
  return (await plane.ask({ method, headers, ...asked })).status
}

test.each(routes)('$method $path lets in whom $name does', async (route) => {
  for (const caller of callers) {
    const wanted = expectedOf(route.procedure, caller)
    // Done for real it would end the log-ins of the callers that follow.
    const isDone = !route.takesInput && route.procedure.type === 'mutation'
    if (wanted === 'let in' && isDone) continue
    const status = await callRoute(route, caller)
    // 404: there is nothing under the id.
    if (wanted === 'let in') expect([401, 403, 405, 500], caller).not.toContain(status)
    else expect(status, caller).toBe(wanted)
  }
})

test.each(callers)('the sockets, opened by: %s', async (caller) => {
  const figures = await knock('/api/v1/ws/metrics', caller, 'message')
  expect(figures).toBe(CALLERS[caller] === null ? 401 : 'let in')
  expect(await knock('/link', caller, 'open')).toBe(caller === 'a host' ? 'let in' : 401)
})
