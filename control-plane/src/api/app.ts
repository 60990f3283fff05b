import { messageOf } from '@cashbacktv/contract'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono, type MiddlewareHandler } from 'hono'
import { except } from 'hono/combine'
import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import { mayActAs } from '../domain/accounts/permissions.ts'
import { DomainError } from '../domain/errors.ts'
import { linkRoutes } from '../link/link-routes.ts'
import type { ApiEnv } from './api-env.ts'
import { backupRoutes } from './backup-routes.ts'
import { describeError } from './describe-error.ts'
import { docsRoutes, type ReadDocsFile } from './docs-routes.ts'
import { languageOf } from './language-of.ts'
import { BODY_LIMITS, limitBody } from './limit-body.ts'
import { limitRequests, takeCalls } from './limit-requests.ts'
import { logRequest } from './log-request.ts'
import { measureRequest } from './measure-request.ts'
import { metricsRoute } from './metrics-route.ts'
import { openapiDocument } from './openapi-document.ts'
import { readiness } from './readiness.ts'
import { type RequestSource, requestContext } from './request-context.ts'
import { respondError } from './respond-error.ts'
import { proceduresByPath } from './rest-procedures.ts'
import { restMethods, restRoutes } from './rest-routes.ts'
import { appRouter } from './router.ts'
import { needPlace } from './too-many-live.ts'
import { asTrpcError } from './trpc.ts'
import { uploadRoutes } from './upload-routes.ts'

const MAX_BATCH = 20

/** What answers goes on, with the places that there are for it. */
const STREAMING = Object.entries(proceduresByPath()).flatMap(([path, { _def }]) =>
  'type' in _def && _def.type === 'subscription' ? [`/trpc/${path}`] : [],
)

/** Where whole lists of channels are sent: more than anybody may send. */
const LISTS = ['/trpc/channels.import', '/api/v1/channels/import']

const limitJson = limitBody(BODY_LIMITS.json)
const limitLong = limitBody(BODY_LIMITS.list)

/** Who sends is asked before anything is read; the procedure tells those who may not. */
const limitList = createMiddleware<ApiEnv>(async (c, next) => {
  const caller = await c.get('request').authenticate()
  const mayImport = caller !== null && mayActAs(caller.actor.role, 'operator')
  return mayImport ? limitLong(c, next) : limitJson(c, next)
})

/** What is of a server of our own, and not there where somebody else's server calls us. */
export type ServerParts = {
  /** Sees to it that nothing follows an answer on a connection whose request was not read to its end. */
  lastOfConnection: MiddlewareHandler<ApiEnv>
  readDocsFile: ReadDocsFile
  /** What machines install themselves from. */
  install: Hono<ApiEnv>
}

export type AppOptions = {
  /** What a request is worked on with, by what the server bound to it. */
  apiFor(bindings: ApiEnv['Bindings']): RequestSource
  version: string
  isReady(): boolean
  /** Everything that is not ours. */
  webapp(): AnswerPage | undefined
  /** Browsers come over HTTPS. */
  secure: boolean
  ofServer: ServerParts | null
}

/** The web app. The address is that of the browser, for the limits of log-ins. */
export type AnswerPage = (request: Request, address: string | null) => Promise<Response>

/** All of HTTP: the API in front, the web app for everything else. */
export function createApp(options: AppOptions): Hono<ApiEnv> {
  const { ofServer } = options
  const app = new Hono<ApiEnv>()
  app.use(async (c, next) => {
    c.set('request', requestContext(options.apiFor(c.env ?? {}), c.req.raw))
    await next()
  })
  app.use(logRequest)
  app.use(measureRequest)
  // Where we are called for each request, whoever calls us packs what it sends.
  if (ofServer) app.use(ofServer.lastOfConnection, compress())
  app.onError((error, c) => respondError(c, error))

  app.get('/healthz', (c) => c.json({ status: 'alive' }))
  app.get('/readyz', async (c) => {
    const { texts } = languageOf(c)
    const ready = await readiness(c.get('request'), options.isReady(), texts)
    return c.json(ready, ready.status === 'ready' ? 200 : 503, { 'Cache-Control': 'no-store' })
  })
  if (ofServer) app.route('/', ofServer.install)
  app.use('/metrics', whenReady(options.isReady))
  app.route('/', metricsRoute())
  for (const prefix of ['/api/*', '/trpc/*', '/link/*']) {
    app.use(prefix, headersOfApi(options.secure), keepNothing, whenReady(options.isReady))
  }
  app.use('/api/v1/*', limitRequests)
  app.use('/link/*', limitBody(BODY_LIMITS.enrolment))
  app.route('/', linkRoutes())
  for (const path of LISTS) app.use(path, limitList)
  app.use('/trpc/*', except(LISTS, limitJson))
  for (const path of STREAMING) app.use(path, needPlace)
  app.all('/trpc/*', (c) => answerTrpc(c.req.raw, c.get('request')))
  if (ofServer) app.route('/api/docs', docsRoutes(ofServer.readDocsFile))
  // Made when it is first asked for, and once: it takes longer than all else of a start that is ours.
  let document: string | null = null
  app.get('/api/v1/openapi.json', (c) => {
    document ??= JSON.stringify(openapiDocument(options.version))
    return c.body(document, 200, { 'Content-Type': 'application/json' })
  })
  app.route('/api/v1', uploadRoutes())
  app.route('/api/v1', backupRoutes(options.version))
  app.use('/api/v1/*', except(LISTS, limitJson))
  app.route('/api/v1', restRoutes())
  refuseOtherMethods(app)
  app.all('/api/*', (c) => respondError(c, nothingHere()))
  app.all('*', (c) => {
    const webapp = options.webapp()
    const isStream = c.req.path.startsWith('/streams/')
    return webapp && !isStream
      ? webapp(c.req.raw, c.get('request').address)
      : respondError(c, nothingHere())
  })
  return app
}

function headersOfApi(secure: boolean) {
  return secureHeaders({
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    crossOriginResourcePolicy: 'same-site',
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
  })
}

/** Answers are of people and secrets: nothing on the way keeps one that does not say it may. */
const keepNothing = createMiddleware<ApiEnv>(async (c, next) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
})

function whenReady(isReady: () => boolean) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (isReady()) return next()
    const said = messageOf('server-starting')
    return respondError(c, new DomainError('unavailable', said, { retryAfterSeconds: 3 }))
  })
}

function answerTrpc(request: Request, context: ApiEnv['Variables']['request']) {
  return fetchRequestHandler({
    endpoint: '/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    async createContext({ info }) {
      await takeCalls(context, info.calls.length).catch((error) => {
        throw asTrpcError(describeError(error))
      })
      return context
    },
    responseMeta({ errors }) {
      const seconds = errors.map((one) => describeError(one).error.retryAfterSeconds).find(Boolean)
      return { headers: seconds ? { 'Retry-After': String(seconds) } : {} }
    },
  })
}

function refuseOtherMethods(app: Hono<ApiEnv>): void {
  const known = new Map([
    ...restMethods(),
    ['/backup', ['GET']],
    ['/backup/restore', ['POST']],
    ['/uploads/logo', ['POST']],
    ['/uploads/:id', ['GET', 'DELETE']],
  ])
  for (const [path, methods] of known) {
    app.all(`/api/v1${path}`, (c) => {
      const said = messageOf('other-method', { methods: methods.join(', ') })
      return respondError(c, new DomainError('bad_request', said), { allow: methods })
    })
  }
}

function nothingHere(): DomainError {
  return new DomainError('not_found', messageOf('nothing-here'))
}
