import {
  listenSegmentLog,
  type OriginOptions,
  parseOriginEnv,
  startOrigin,
} from '@cashbacktv/agent'

type Options = Pick<OriginOptions, 'mediaDir' | 'dvrDir'> & {
  log: OriginOptions['log'] & { error(facts: object, words: string): void }
}

/** The origin in this process. It hears nginx, where one serves segments by itself, as one of its own does. */
export function publishStreams(
  { mediaDir, dvrDir, log }: Options,
  environment: Record<string, string | undefined>,
) {
  const { trustedProxies, segmentLogPort, segmentLogHost } = parseOriginEnv(environment)
  const origin = startOrigin({ mediaDir, dvrDir, log, trustedProxies })
  if (segmentLogPort === 0) return origin
  const nginx = listenSegmentLog({
    port: segmentLogPort,
    host: segmentLogHost,
    onLine: origin.segmentLog.take,
    onError: (why) =>
      log.error({ why }, 'The log of nginx is not heard. Give NGINX_LOG_PORT another.'),
  })
  const close = () => {
    nginx.close()
    return origin.close()
  }
  return { ...origin, close }
}
