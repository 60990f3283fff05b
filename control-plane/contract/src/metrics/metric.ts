/** A time series as it is scraped, named by the key it has in its list. */
export type Metric = {
  type: 'gauge' | 'counter' | 'histogram'
  /** One sentence, for the exposition and the page of metrics. */
  help: string
  /** In the words of Prometheus: base units, and `ratio` for shares of one. */
  unit: MetricUnit
  labels: readonly MetricLabel[]
  /** Upper bounds, of a histogram. */
  buckets?: readonly number[]
  /** Why it is not named as Prometheus advises. */
  oddName?: string
}

export type MetricUnit =
  | 'percent'
  | 'bytes'
  | 'seconds'
  | 'kbps'
  | 'ratio'
  | 'cores'
  | 'frames'
  | 'pixels'
  | 'lufs'
  | 'errors'
  | 'channels'
  | 'processes'
  | 'connections'
  | 'restreams'
  | 'recordings'
  | 'viewers'
  | 'events'
  | 'reports'
  | 'segments'
  | 'slates'
  | 'starts'
  | 'place'
  | 'level'
  | 'score'
  | 'state'
  | 'revision'
  | 'incidents'
  | 'messages'
  | 'lines'
  | 'sessions'
  | 'stalls'
  | 'moves'

/** Every value of each is bounded: by what is stored, by a table in code, or by the routes of the API. */
export type MetricLabel =
  | 'host_id'
  | 'host'
  | 'channel_id'
  | 'channel'
  | 'name'
  | 'mode'
  | 'source'
  | 'level'
  | 'reason'
  | 'kind'
  | 'method'
  | 'route'
  | 'status'
  | 'state'
  | 'showing'
  | 'severity'
  | 'outcome'
  | 'quantile'

/** Makers of series that share these labels. */
export function metricsOf(shared: readonly MetricLabel[]) {
  const maker =
    (type: 'gauge' | 'counter') =>
    (unit: MetricUnit, help: string, own: readonly MetricLabel[] = []): Metric => {
      return { type, unit, help, labels: [...shared, ...own] }
    }
  return { gauge: maker('gauge'), counter: maker('counter') }
}

export function oddly(oddName: string, metric: Metric): Metric {
  return { ...metric, oddName }
}
