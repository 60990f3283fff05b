import type { ServerMetrics } from '../metrics/server-metrics.ts'

const nothing = () => {}

/** Nobody can scrape a program that is started anew wherever it is called. */
export const silentMetrics: ServerMetrics = {
  observeRequest: nothing,
  watchSockets: nothing,
  countReport: nothing,
  noteRoundTrip: nothing,
  countEvents: nothing,
  countDelivery: nothing,
  watchIncidents: nothing,
  exposition: async () => '',
}
