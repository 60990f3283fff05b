import { stringify } from 'yaml'
import { grafanaDashboard } from './grafana-dashboard.ts'
import { DASHBOARDS } from './panels.ts'
import { alertmanagerConfig, prometheusConfig } from './prometheus-config.ts'
import { prometheusRules, SCRAPE_RULES } from './prometheus-rules.ts'

const HEAD =
  '# Written by the test beside infra/monitoring/files.ts; change what it is made from.\n'

/** Every file of the monitoring stack by its path below `infra/monitoring/`, made from what is said once in code. */
export function monitoringFiles(): Record<string, string> {
  const dashboards = DASHBOARDS.map((dashboard) => {
    const text = JSON.stringify(grafanaDashboard(dashboard), null, 2)
    return [`grafana/dashboards/${dashboard.name}.json`, `${text}\n`]
  })
  return {
    'prometheus/prometheus.yml': yaml(
      prometheusConfig({
        // As in infra/compose/compose.prod.yml.
        controlPlanes: ['control-plane-1:3000', 'control-plane-2:3000'],
        scheme: 'http',
        keyFile: '/run/secrets/metrics_key',
        alertmanagers: ['alertmanager:9093'],
        ruleFiles: ['rules.yml'],
        intervalSeconds: 10,
      }),
    ),
    'prometheus/rules.yml': rulesFile(),
    'alertmanager/alertmanager.yml': yaml(
      alertmanagerConfig({ webhookUrl: 'http://127.0.0.1:9099/', groupWaitSeconds: 10 }),
    ),
    'grafana/provisioning/datasources/prometheus.yml': yaml({
      apiVersion: 1,
      datasources: [
        {
          uid: 'cashbacktv',
          name: 'Prometheus',
          type: 'prometheus',
          access: 'proxy',
          url: 'http://prometheus:9090',
          isDefault: true,
        },
      ],
    }),
    'grafana/provisioning/dashboards/cashbacktv.yml': yaml({
      apiVersion: 1,
      providers: [
        {
          name: 'cashbacktv',
          folder: 'CashbackTV',
          type: 'file',
          options: { path: '/etc/grafana/dashboards' },
        },
      ],
    }),
    ...Object.fromEntries(dashboards),
  }
}

export function rulesFile(): string {
  return yaml({ groups: [{ name: 'cashbacktv', rules: [...prometheusRules(), ...SCRAPE_RULES] }] })
}

export function yaml(value: unknown): string {
  return HEAD + stringify(value, { lineWidth: 0 })
}
