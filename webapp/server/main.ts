import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash, openLog } from '@cashbacktv/contract/open-log'
import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { SERVER_TIMES } from '@cashbacktv/contract/server-times'
import { serve } from '@hono/node-server'
import pino from 'pino'
import { parseWebappEnv, type WebappEnv } from './env.ts'
import { forwardToApi } from './forward-to-api.ts'
import { createWebapp } from './index.ts'
import { routeRequests } from './route-requests.ts'

try {
  const environment = readVariableFiles(process.env)
  run(parseWebappEnv(environment), knownSecrets(environment))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function run(env: WebappEnv, secrets: string[]): void {
  const { port, hostname, apiBaseUrl, secureCookies, trustedProxies, ...logged } = env
  const { logLevel: level, logDir: folder } = logged
  const log = pino(...openLog({ part: 'webapp', level, folder, secrets }))
  endOnCrash(log)
  const webapp = createWebapp({
    apiFetch: (request) => forwardToApi(request, apiBaseUrl),
    apiBaseUrl,
    secureCookies,
    log,
  })
  const app = routeRequests({ webapp, apiBaseUrl, trustedProxies })
  const server = serve(
    { port, hostname, serverOptions: SERVER_TIMES, fetch: app.fetch },
    (info) => {
      log.info({ port: info.port }, 'Web app listening')
    },
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0))
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  }
}
