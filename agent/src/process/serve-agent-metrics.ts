import { agentExposition } from '../domain/exposition/agent-exposition.ts'
import type { Log } from '../ports.ts'
import { ownFigures } from './own-figures.ts'
import { serveMetrics } from './serve-metrics.ts'

type Told = Omit<Parameters<typeof agentExposition>[0], 'own'>

type Where = { metricsPort?: number; log: Log }

/** Serves what the agent tells of itself, with what its process takes; null where no port is said. */
export function serveAgentMetrics({ metricsPort = 0, log }: Where, tell: () => Told) {
  if (metricsPort === 0) return null
  const own = ownFigures()
  return serveMetrics({
    port: metricsPort,
    text: () => agentExposition({ ...tell(), own: own() }),
    onError: (why) =>
      log.error({ why }, 'Metrics are not served. Give AGENT_METRICS_PORT another.'),
  })
}
