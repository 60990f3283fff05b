import { createServer } from 'node:http'
import { knownSecrets } from '@cashbacktv/contract/known-secrets'
import { endOnCrash, openLog } from '@cashbacktv/contract/open-log'
import { readVariableFiles } from '@cashbacktv/contract/read-variable-files'
import { SERVER_TIMES } from '@cashbacktv/contract/server-times'
import { prepareLeave } from '@cashbacktv/contract/take-leave'
import pino from 'pino'
import { ownFigures } from '../process/own-figures.ts'
import { serveMetrics } from '../process/serve-metrics.ts'
import { answer } from './answer.ts'
import { givenSocket } from './domain/given-socket.ts'
import { originExposition } from './domain/origin-exposition.ts'
import { parseOriginEnv } from './env.ts'
import { listen } from './serve/listen.ts'
import { startOrigin } from './start-origin.ts'
import { listenSegmentLog } from './viewers/listen-segment-log.ts'

/**
 * Most that an answer may take at the end: whoever asks meanwhile waits in the queue of a given socket. Connections that a
 * proxy keeps are closed then, and it sends again what it has just sent on one.
 */
const LEAVE_MS = 300

/** The origin as a process of its own: restarted far less often than the supervisor. */
try {
  const environment = readVariableFiles(process.env)
  const env = parseOriginEnv(environment)
  const log = pino(
    ...openLog({
      part: 'origin',
      level: env.logLevel,
      folder: env.logDir,
      secrets: knownSecrets(environment),
    }),
  )
  endOnCrash(log)
  const origin = startOrigin({ ...env, log })
  const server = createServer(SERVER_TIMES, (req, res) => {
    if (origin.handle(req, res)) return
    res.shouldKeepAlive = false
    answer(res, 404, 'Streams are below /streams/.')
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE'
    const why = taken ? `Port ${env.port} is taken. Give ORIGIN_PORT another.` : error.message
    process.stderr.write(`${why}\n`)
    process.exit(1)
  })
  const { takeLeave } = prepareLeave(server)
  const fd = givenSocket(environment, process.pid)
  listen(server, { ...env, fd }, (port) => log.info({ port }, 'Origin is publishing'))
  if (env.metricsPort !== 0) {
    const own = ownFigures()
    serveMetrics({
      port: env.metricsPort,
      text: () => originExposition(origin.observe(), origin.segmentLog.counts(), own()),
      onError: (why) =>
        log.error({ why }, 'Metrics are not served. Give ORIGIN_METRICS_PORT another.'),
    })
  }
  if (env.segmentLogPort !== 0) {
    listenSegmentLog({
      port: env.segmentLogPort,
      host: env.segmentLogHost,
      onLine: origin.segmentLog.take,
      onError: (why) =>
        log.error({ why }, 'The log of nginx is not heard. Give NGINX_LOG_PORT another.'),
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await Promise.all([origin.close(), takeLeave(LEAVE_MS)])
      process.exit(0)
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
