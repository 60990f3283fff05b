import { createMiddleware } from 'hono/factory'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createApp } from './api/app.ts'
import { restProcedures } from './api/rest-procedures.ts'
import { installRoutes } from './front/install-routes.ts'
import { type Callers, callers, expectedOf, startCallers } from './test/start-callers.ts'
import { startTestPlane, type TestPlane } from './test/start-test-plane.ts'

/** Whom a route that is no procedure is for; `reachesAll` refuses who is limited to groups. */
type Row =
  | { for: 'everybody' | 'hosts' }
  | { for: 'viewer' | 'operator' | 'admin'; reachesAll?: boolean }

/** Each route of HTTP beside those of procedures, by the router's own list: one that is not here fails. */
const ROWS: Record<string, Row> = {
  'GET /healthz': { for: 'everybody' },
  'GET /readyz': { for: 'everybody' },
  'GET /install.sh': { for: 'everybody' },
  'GET /install/cashbacktv-host-test.tar.gz': { for: 'everybody' },
  'GET /api/docs': { for: 'everybody' },
  'GET /api/docs/start.js': { for: 'everybody' },
  'GET /api/docs/:file': { for: 'everybody' },
  'GET /api/v1/openapi.json': { for: 'everybody' },
  'POST /link/enrol': { for: 'everybody' },
  'GET /link/assets/:sha256': { for: 'hosts' },
  'GET /metrics': { for: 'viewer', reachesAll: true },
  'POST /api/v1/uploads/logo': { for: 'operator' },
  'GET /api/v1/uploads/:id': { for: 'viewer' },
  'DELETE /api/v1/uploads/:id': { for: 'operator' },
  'GET /api/v1/backup': { for: 'admin' },
  'POST /api/v1/backup/restore': { for: 'admin' },
}

/** The router as the product makes it; nobody asks this one. */
function routesOfApp(): string[] {
  const nobody = () => {
    throw new Error('Nobody asks.')
  }
  const app = createApp({
    version: 'test',
    isReady: () => true,
    webapp: () => undefined,
    secure: false,
    apiFor: nobody,
    ofServer: {
      lastOfConnection: createMiddleware(async (_c, next) => next()),
      readDocsFile: nobody,
      install: installRoutes({ folder: '/nowhere', version: 'test' }),
    },
  })
  const own = app.routes.map(({ method, path }) => `${method} ${path}`)
  // What is for all methods asks for more, or answers that there is nothing of the kind.
  return [...new Set(own.filter((route) => !route.startsWith('ALL ')))]
}

const ofProcedures = restProcedures().map(
  ({ method, path }) => `${method} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`,
)
const beside = routesOfApp().filter((route) => !ofProcedures.includes(route))

let plane: TestPlane
let made: Callers
beforeAll(async () => {
  plane = await startTestPlane()
  made = await startCallers(plane)
})
afterAll(() => plane?.close())

test('every route of the router is of a procedure, or has a row here', () => {
  expect(beside.toSorted()).toEqual(Object.keys(ROWS).toSorted())
})

/** With an id of nothing, and a body that nobody takes. */
async function statusOf(route: string, headers: Record<string, string>): Promise<number> {
  const [method = '', path = ''] = route.split(' ')
  const nothing = path
    .replace(':sha256', '0'.repeat(64))
    .replace(/:\w+/, '00000000-0000-4000-8000-000000000000')
  const body = method === 'POST' ? { body: {} } : {}
  return (await plane.ask({ method, path: nothing, headers, ...body })).status
}

test.each(Object.entries(ROWS))('%s lets in whom it should', async (route, row) => {
  for (const caller of callers) {
    const status = await statusOf(route, made.headersOf(caller))
    const wanted = wantedOf(row, caller)
    if (wanted === 'let in') expect([401, 403, 405, 500], caller).not.toContain(status)
    else expect(status, caller).toBe(wanted)
  }
})

const SOCKETS = ['/link', '/api/v1/ws/metrics']
/** Where a program might look for more of them, besides all routes that there are. */
const ELSEWHERE = [
  '/',
  '/trpc',
  '/trpc/live.watch',
  '/api/v1/ws',
  '/ws',
  '/link/assets',
  '/streams/x',
]

test('no other address takes a socket, whoever asks', async () => {
  const paths = [...beside, ...ofProcedures].map((route) => route.split(' ')[1] ?? '')
  const closed = [...new Set([...paths, ...ELSEWHERE])].filter((path) => !SOCKETS.includes(path))
  expect(closed.length).toBeGreaterThan(80)
  for (const path of closed) {
    const url = `${plane.url.replace('http', 'ws')}${path.replaceAll(/:\w+/g, 'x')}`
    for (const caller of ['admin', 'a host'] as const) {
      expect(await opens(url, made.headersOf(caller)), path).toBe(false)
    }
  }
})

function opens(url: string, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers })
    socket.once('open', () => resolve(true))
    socket.once('close', () => resolve(false))
    socket.on('error', () => {})
    socket.once('open', () => socket.terminate())
  })
}

function wantedOf(row: Row, caller: (typeof callers)[number]) {
  if (row.for === 'everybody') return 'let in'
  if (row.for === 'hosts') return caller === 'a host' ? 'let in' : 401
  const isForAll = 'reachesAll' in row && row.reachesAll === true
  const as = { name: 'beside', type: 'query' as const, role: row.for, isForAll, takesInput: true }
  return expectedOf(as, caller)
}
