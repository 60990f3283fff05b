import { CHANNEL_METRICS } from './channel-metrics.ts'
import { HOST_METRICS } from './host-metrics.ts'
import { AGENT_METRICS, ORIGIN_METRICS } from './local-metrics.ts'
import type { Metric } from './metric.ts'
import { SERVER_METRICS } from './server-metrics.ts'

/** The page of `docs/` on metrics: what it explains, and a line on every series. */
export function metricsPage(): string {
  return [
    INTRODUCTION,
    section('The whole and this instance', SERVER_METRICS),
    section('Hosts', HOST_METRICS),
    section('Channels', CHANNEL_METRICS),
    LOCAL,
    section('Agent of a host', AGENT_METRICS),
    section('Origin of a host', ORIGIN_METRICS),
  ].join('\n')
}

const INTRODUCTION = `# Metrics

\`GET /metrics\` of the control plane tells the whole fleet in the text format of Prometheus, hosts without an inbound port included, and the process itself (\`process_*\`, \`nodejs_*\`). It takes the key of a viewer (Settings, API keys):

\`\`\`yaml
scrape_configs:
  - job_name: cashbacktv
    scrape_interval: 10s
    authorization:
      credentials_file: /etc/prometheus/cashbacktv.key
    static_configs:
      - targets: ["tv.example:443"]
    scheme: https
\`\`\`

Each instance of the control plane knows the whole fleet. Where several are scraped, take \`max without (instance) (…)\` of series of hosts and channels, and \`sum without (instance) (…)\` of what an instance counts itself (requests, restarts, reports, events, WebSockets).

What is worth telling somebody is said once, in \`control-plane/contract/src/alerts/alert-rules.ts\`. Rules for Prometheus, routes for Alertmanager and three dashboards for Grafana (fleet, host, channel) are made from it and lie in \`infra/monitoring/\`.

A figure that is not known is missing, never 0: nothing that a silent host said last is told as if it were so.

## Control planes that are not seen

Where Prometheus reads no control plane, no rule of the product can be raised. So \`rules.yml\` has two of its own: \`ControlPlaneUnseen\` (critical) after a minute in which none told anything, and \`ControlPlaneDown\` (warning) after two in which one of several did not answer, in a job that is called \`cashbacktv\`. _Targets_ of Prometheus says why: a 401 or 403 is a key that is empty or was revoked (create one under _Settings_, _API keys_, as a viewer), all else a control plane that is away or an address that leads nowhere. A new installation raises the first one until Prometheus has its key.
`

const LOCAL = `## On a host itself

An agent and an origin that run as processes of their own tell of themselves at \`http://127.0.0.1:PORT/metrics\` where \`AGENT_METRICS_PORT\` and \`ORIGIN_METRICS_PORT\` give a port; by default they do not. They listen on the loopback address alone and ask for no key. Name their addresses, as a Prometheus on the host or a tunnel reaches them, in \`hosts/agents.yml\` and \`hosts/origins.yml\` beside \`prometheus.yml\`.
`

function section(title: string, metrics: Readonly<Record<string, Metric>>): string {
  const lines = Object.entries(metrics).map(([name, { type, unit, labels, help, oddName }]) => {
    const said = oddName === undefined ? help : `${help} ${oddName}`
    const shape = [type, unit, ...labels.map((label) => `\`${label}\``)].join(', ')
    return `- \`${name}\` (${shape}): ${said}`
  })
  return [`## ${title}`, '', ...lines, ''].join('\n')
}
