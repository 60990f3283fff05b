export type PrometheusTargets = {
  /** `host:port` of each instance of the control plane. */
  controlPlanes: readonly string[]
  scheme: 'http' | 'https'
  /** File that holds the API key of a viewer. */
  keyFile: string
  alertmanagers: readonly string[]
  ruleFiles: readonly string[]
  intervalSeconds: number
}

/** What Prometheus scrapes, judges and tells. */
export function prometheusConfig(targets: PrometheusTargets) {
  const interval = `${targets.intervalSeconds}s`
  return {
    global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
    rule_files: targets.ruleFiles,
    alerting: { alertmanagers: [{ static_configs: [{ targets: targets.alertmanagers }] }] },
    scrape_configs: [
      {
        job_name: 'cashbacktv',
        scheme: targets.scheme,
        metrics_path: '/metrics',
        authorization: { credentials_file: targets.keyFile },
        static_configs: [{ targets: targets.controlPlanes }],
      },
      onHosts('cashbacktv-agent', 'hosts/agents.yml'),
      onHosts('cashbacktv-origin', 'hosts/origins.yml'),
    ],
  }
}

/** Ports of hosts, told by a file that may change while Prometheus runs, and need not be there. */
function onHosts(job: string, file: string) {
  return { job_name: job, file_sd_configs: [{ files: [file] }] }
}

export type AlertmanagerOptions = { webhookUrl: string; groupWaitSeconds: number }

/** One message for what shares a host; of a silent host or a dead origin nothing but that is told. */
export function alertmanagerConfig({ webhookUrl, groupWaitSeconds }: AlertmanagerOptions) {
  return {
    route: {
      receiver: 'operators',
      group_by: ['host', 'severity'],
      group_wait: `${groupWaitSeconds}s`,
      group_interval: '30s',
      repeat_interval: '4h',
    },
    inhibit_rules: [
      inhibited('HostSilent', '.+'),
      inhibited('ControlPlaneUnseen', 'ControlPlaneDown', []),
      inhibited('OriginAway', 'Channel.+'),
      inhibited('ChannelDark', 'ChannelSilence|ChannelImpaired', ['host', 'channel']),
    ],
    receivers: [{ name: 'operators', webhook_configs: [{ url: webhookUrl, send_resolved: true }] }],
  }
}

function inhibited(by: string, what: string, equal = ['host']) {
  return {
    source_matchers: [`alertname="${by}"`],
    target_matchers: [`alertname!="${by}"`, `alertname=~"${what}"`],
    equal,
  }
}
