import { createServer } from 'node:http'
import { join } from 'node:path'
import { SERVER_TIMES } from '@cashbacktv/contract/server-times'
import { prepareLeave } from '@cashbacktv/contract/take-leave'
import { getRequestListener } from '@hono/node-server'
import type { AnswersInFlight } from './answers-in-flight.ts'
import { createApp } from './api/app.ts'
import type { ApiContext } from './api/request-context.ts'
import { endLateBody } from './front/end-late-body.ts'
import { endUnreadBody } from './front/end-unread-body.ts'
import { installRoutes } from './front/install-routes.ts'
import { attachMetricsSocket } from './front/metrics-socket.ts'
import { readDocsFile } from './front/read-docs-file.ts'
import type { ControlPlaneOptions } from './index.ts'

type FrontOptions = Pick<
  ControlPlaneOptions,
  'version' | 'publicUrl' | 'webapp' | 'streams' | 'hostReleaseDir'
>

/**
 * How long a connection is kept on which nothing is asked. Whoever keeps connections to us ends them sooner
 * (`keepalive_timeout` in infra/nginx/render.sh): one that is ended from here may be one on which something is being sent.
 */
const KEPT_MS = 6000

/** By the build; as far from the bundled programs as from this file. */
const PACKED_HERE = join(import.meta.dirname, '../../control-plane/dist/host')

/** The HTTP server with all that answers on it: streams first, then the API, then the web app. */
export function createFront(options: FrontOptions, api: ApiContext, answers: AnswersInFlight) {
  let isOpen = false
  let { webapp, streams } = options
  const app = createApp({
    version: options.version,
    isReady: () => isOpen,
    webapp: () => webapp,
    apiFor: ({ incoming }) => ({
      api,
      peer: incoming ? (incoming.socket.remoteAddress ?? '') : null,
    }),
    secure: options.publicUrl?.startsWith('https://') ?? false,
    ofServer: {
      lastOfConnection: endUnreadBody,
      readDocsFile,
      install: installRoutes({
        folder: options.hostReleaseDir ?? PACKED_HERE,
        version: options.version,
      }),
    },
  })
  const answer = getRequestListener(app.fetch)
  // `endLateBody` says how long a request may take: Node would count our own work on it.
  const times = { ...SERVER_TIMES, requestTimeout: 0, keepAliveTimeout: KEPT_MS }
  const server = createServer(times, (req, res) => {
    endLateBody(req, res)
    if (req.url?.startsWith('/streams/') && streams?.(req, res)) return
    res.once('close', answers.begin())
    void answer(req, res)
  })
  const { takeLeave } = prepareLeave(server)
  const metrics = attachMetricsSocket(server, api)
  return {
    server,
    /** From now on more than `/healthz` and `/readyz` is answered. */
    open() {
      isOpen = true
    },
    fetch: async (request: Request) => app.fetch(request),
    setWebapp(next: NonNullable<ControlPlaneOptions['webapp']>) {
      webapp = next
    },
    setStreams(next: NonNullable<ControlPlaneOptions['streams']>) {
      streams = next
    },
    takeLeave,
    closeSockets: () => metrics.close(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
