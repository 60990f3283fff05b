import type { ChannelMetric } from '../metrics/channel-metrics.ts'
import type { HostMetric } from '../metrics/host-metrics.ts'
import type { Severity } from './severity.ts'

/**
 * What is worth telling somebody, over the series of one host or one channel: raised once it has been
 * so for `forSeconds`, over once it has not been so for `clearAfterSeconds`. A value that is missing
 * raises nothing.
 */
export type AlertRule = {
  about:
    | { kind: 'host'; metric: HostMetric; of?: HostMetric }
    | { kind: 'channel'; metric: ChannelMetric }
  is: 'equal' | 'at-least' | 'below'
  /** In the unit of the metric; a share of one where it is measured against another (`of`). */
  threshold: number
  forSeconds: number
  clearAfterSeconds: number
  severity: Severity
}
