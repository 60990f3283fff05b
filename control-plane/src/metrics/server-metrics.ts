import {
  type AlertTargetKind,
  type HostEvent,
  type HostId,
  type Metric,
  SERVER_METRICS,
  type Severity,
} from '@cashbacktv/contract'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** A report that comes so long after the one before is late: they are sent each second. */
const LATE_AFTER_MS = 2000

export type SocketKind = 'link' | 'metrics'

/** What this instance counts and measures of its own work. */
export type ServerMetrics = {
  /** `route` is a pattern, never a path with what somebody wrote. */
  observeRequest(request: { method: string; route: string; status: number; ms: number }): void
  /** How many there are is asked when it is scraped. */
  watchSockets(kind: SocketKind, count: () => number): void
  /** Milliseconds since the report before on the same socket; null for the first. */
  countReport(hostId: HostId, sinceLastMs: number | null): void
  /** Null once its socket is gone. */
  noteRoundTrip(hostId: HostId, ms: number | null): void
  countEvents(events: readonly HostEvent[]): void
  countDelivery(kind: AlertTargetKind, outcome: 'sent' | 'failed' | 'dead'): void
  /** What is known of incidents is asked when it is scraped. */
  watchIncidents(figures: () => IncidentFigures | null): void
  /** In the text format of Prometheus, with what is known of the process itself. */
  exposition(): Promise<string>
}

const SEVERITIES: readonly Severity[] = ['warning', 'critical']

export type IncidentFigures = { open: Record<Severity, number>; waitingMessages: number }

export function createServerMetrics(): ServerMetrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    ...optionsOf('api_request_duration_seconds', register),
    buckets: SERVER_METRICS.api_request_duration_seconds.buckets,
  })
  const sockets = new Map<SocketKind, () => number>()
  new Gauge({
    ...optionsOf('websocket_connections_total', register),
    collect() {
      for (const [kind, count] of sockets) this.set({ kind }, count())
    },
  })
  const restarts = new Counter(optionsOf('channel_restarts_total', register))
  const reports = new Counter(optionsOf('link_reports_total', register))
  const late = new Counter(optionsOf('link_reports_late_total', register))
  const lost = new Counter(optionsOf('link_reports_lost_total', register))
  const roundTrips = new Gauge(optionsOf('link_round_trip_seconds', register))
  const deliveries = new Counter(optionsOf('alert_deliveries_total', register))
  let incidents: () => IncidentFigures | null = () => null
  new Gauge({
    ...optionsOf('incidents_open', register),
    collect() {
      for (const severity of SEVERITIES) this.set({ severity }, incidents()?.open[severity] ?? 0)
    },
  })
  new Gauge({
    ...optionsOf('alert_deliveries_waiting', register),
    collect() {
      this.set(incidents()?.waitingMessages ?? 0)
    },
  })
  const events = new Counter(optionsOf('host_events_total', register))
  return {
    observeRequest({ method, route, status, ms }) {
      requests.observe({ method, route, status }, ms / 1000)
    },
    watchSockets: (kind, count) => void sockets.set(kind, count),
    countReport(hostId, sinceLastMs) {
      reports.inc({ host_id: hostId })
      if (sinceLastMs === null || sinceLastMs <= LATE_AFTER_MS) return
      late.inc({ host_id: hostId })
      lost.inc({ host_id: hostId }, Math.round(sinceLastMs / 1000) - 1)
    },
    noteRoundTrip(hostId, ms) {
      if (ms === null) roundTrips.remove({ host_id: hostId })
      else roundTrips.set({ host_id: hostId }, ms / 1000)
    },
    countEvents(news) {
      for (const { happening } of news) {
        events.inc({ kind: happening.kind })
        if (happening.kind !== 'run-exited' || happening.asked) continue
        const reason = happening.reason?.code ?? 'unknown'
        restarts.inc({ channel_id: happening.channelId, reason })
      }
    },
    countDelivery: (kind, outcome) => deliveries.inc({ kind, outcome }),
    watchIncidents(figures) {
      incidents = figures
    },
    exposition: () => register.metrics(),
  }
}

function optionsOf(name: keyof typeof SERVER_METRICS, register: Registry) {
  const { help, labels }: Metric = SERVER_METRICS[name]
  return { name, help, labelNames: [...labels], registers: [register] }
}
