import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALERT_RULES, type AlertRule, type AlertRuleId, keysOf } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesFile, yaml } from './files.ts'
import { alertName, SCRAPE_RULES } from './prometheus-rules.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'))
  writeFileSync(join(folder, 'rules.yml'), rulesFile())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ids = keysOf(ALERT_RULES)

test.each(ids)('%s is raised once it has lasted, not before, and is over when it is over', (id) => {
  evaluate(id, unitTestOf(id, ALERT_RULES[id]))
})

test('one of two control planes that is away is told, and both are told as one thing more', () => {
  const up = (instance: string) => `up{job="cashbacktv",instance="${instance}"}`
  const series = (name: string, values: string) => ({ series: name, values })
  evaluate(
    'scrapes',
    scenario(
      // Both for two minutes, one for five, none for five, and both again. `_` is a scrape that brought nothing.
      [
        series(up('one'), '1x24 0x119 1x60'),
        series(up('two'), '1x84 0x59 1x60'),
        series('active_channels_total{instance="one"}', '5x24 _x120 5x60'),
        series('active_channels_total{instance="two"}', '5x84 stale _x58 5x61'),
      ],
      [
        ['ControlPlaneDown', 230, 0],
        ['ControlPlaneDown', 260, 1],
        ['ControlPlaneUnseen', 400, 0],
        ['ControlPlaneUnseen', 500, 1],
        ['ControlPlaneDown', 560, 2],
        ['ControlPlaneUnseen', 700, 1],
        ['ControlPlaneUnseen', 780, 0],
        ['ControlPlaneDown', 780, 0],
      ],
    ),
  )
})

test('a key that Prometheus was never given is told, as there are no series at all', () => {
  const refused = { series: 'up{job="cashbacktv",instance="one"}', values: '0x200' }
  evaluate('no-key', scenario([refused], [['ControlPlaneUnseen', 300, 1]]))
})

/** Has promtool run a scenario. */
function evaluate(name: string, unitTest: object): void {
  const file = join(folder, `${name}.yml`)
  writeFileSync(file, yaml(unitTest))
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], {
    encoding: 'utf8',
  })
  expect({ status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
    status: 0,
    said: '',
  })
}

type Wanted = [alert: string, at: number, firing: number]

/** How many alerts of a name fire at which second, given series with a value each five seconds. */
function scenario(input_series: { series: string; values: string }[], wanted: Wanted[]) {
  return {
    rule_files: ['rules.yml'],
    evaluation_interval: '5s',
    tests: [
      {
        interval: '5s',
        input_series,
        promql_expr_test: wanted.map(([alert, at, firing]) => ({
          expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`,
          eval_time: `${at}s`,
          exp_samples: [{ labels: '{}', value: firing }],
        })),
      },
    ],
  }
}

/** Well for a minute, in trouble for ten, well again. Steps are of five seconds. */
function unitTestOf(id: AlertRuleId, rule: AlertRule) {
  const { forSeconds, clearAfterSeconds, about } = rule
  const raisedAt = 60 + Math.ceil(forSeconds / 5) * 5
  const overAt = 660 + clearAfterSeconds
  const divisor = about.kind === 'host' && about.of ? [series(about.of, about.kind, '1x340')] : []
  const name = alertName(id)
  return scenario(
    [series(about.metric, about.kind, courseOf(rule)), ...divisor],
    [
      [name, 50, 0],
      ...(forSeconds > 0 ? [[name, raisedAt - 5, 0] satisfies Wanted] : []),
      [name, raisedAt + 5, 1],
      [name, 600, 1],
      [name, overAt - 10, 1],
      [name, overAt + 15, 0],
    ],
  )
}

/** In the notation of promtool: a value, and how often it comes once more. */
function courseOf({ is, threshold }: AlertRule): string {
  const well = is === 'equal' ? threshold + 1 : is === 'below' ? threshold * 2 : threshold / 2
  return `${well}x11 ${is === 'below' ? threshold / 2 : threshold}x119 ${well}x200`
}

function series(metric: string, kind: AlertRule['about']['kind'], values: string) {
  const labels =
    kind === 'host' ? 'host="one",host_id="1"' : 'channel="news",channel_id="1",host="one"'
  return { series: `${metric}{${labels}}`, values }
}

test('what is said of an alert names what it is about, by templates that Prometheus reads', () => {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', 'rules.yml'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(`${ids.length + SCRAPE_RULES.length} rules found`)
})
