import { createConnection } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { parseAgentEnv, startOrigin } from '@cashbacktv/agent'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash } from '@cashbacktv/contract/open-log'
import { PRODUCT_VERSION } from '@cashbacktv/contract/product-version'
import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import {
  createLogger,
  parseControlPlaneEnv,
  redisOf,
  requestQuotasOf,
  startControlPlane,
} from '@cashbacktv/control-plane'
import { forwardToApi as forward } from '@cashbacktv/webapp/forward-to-api'
import type { FromControlPlane } from '../messages.ts'

/** Of `npm run dev`: the control plane with the origin, whose pages come from the web app's process. */
const WEBAPP_MS = 30_000

const environment = readVariableFiles(process.env)
const env = parseControlPlaneEnv(environment)
const host = parseAgentEnv(environment)
const { dataDir, sourceAllowCidrs, mediaDir, dvrDir } = host
const log = createLogger({
  level: env.LOG_LEVEL,
  folder: host.logDir,
  secrets: knownSecrets(environment),
})
endOnCrash(log)
const origin = startOrigin({
  mediaDir: mediaDir ?? dataDir,
  dvrDir,
  log: log.child({ part: 'origin' }),
})
const controlPlane = await startControlPlane({
  host: env.HOST,
  port: env.PORT,
  publicUrl: env.PUBLIC_URL,
  signingKeys: { key: env.JWT_SECRET, formerKey: env.JWT_SECRET_OLD },
  adminEmail: env.ADMIN_EMAIL,
  adminPassword: env.ADMIN_PASSWORD,
  redis: redisOf(env),
  databaseUrl: env.DATABASE_URL ?? '',
  databaseDirectUrl: env.DATABASE_DIRECT_URL,
  dataDir,
  demo: env.DEMO === 'on',
  sourceAllowCidrs,
  trustedProxies: env.TRUST_PROXY,
  version: PRODUCT_VERSION,
  streams: origin.handle,
  log,
  requestQuotas: requestQuotasOf(env),
  webapp: async (request, address) => {
    await webappListens()
    if (address !== null) request.headers.set('x-forwarded-for', address)
    return forward(request, `http://127.0.0.1:${process.env.WEBAPP_PORT}`)
  },
})
const ready: FromControlPlane = {
  kind: 'ready',
  url: controlPlane.url,
  identity: await controlPlane.embeddedHost({ name: host.name }),
  password: controlPlane.firstAdmin?.generatedPassword ?? null,
}
process.send?.(ready)

const end = () => {
  void Promise.all([origin.close(), controlPlane.close()]).finally(() => process.exit(0))
}
process.once('SIGTERM', end)
process.once('disconnect', end)

/** A page that is asked for while the web app starts anew waits for it. */
async function webappListens(): Promise<void> {
  const until = Date.now() + WEBAPP_MS
  while (!(await listens(Number(process.env.WEBAPP_PORT))) && Date.now() < until) await wait(100)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    const answer = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}
