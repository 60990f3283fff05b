import { CHANNEL_METRICS } from './channel-metrics.ts'
import { HOST_METRICS } from './host-metrics.ts'
import { AGENT_METRICS, ORIGIN_METRICS } from './local-metrics.ts'
import type { Metric } from './metric.ts'
import { SERVER_METRICS } from './server-metrics.ts'

/** Every time series that the product offers. The page, the rules and the dashboards follow from it. */
export const METRICS: Readonly<Record<string, Metric>> = {
  ...SERVER_METRICS,
  ...HOST_METRICS,
  ...CHANNEL_METRICS,
  ...AGENT_METRICS,
  ...ORIGIN_METRICS,
}
