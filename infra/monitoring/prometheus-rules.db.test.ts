import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ALERT_RULES, type AlertRule, type AlertRuleId, keysOf } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rulesFile, yaml } from './files.ts'
import { alertName } from './prometheus-rules.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'))
  writeFileSync(join(folder, 'rules.yml'), rulesFile())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ids = keysOf(ALERT_RULES)

test.each(ids)('%s is raised once it has lasted, not before, and is over when it is over', (id) => {
  const file = join(folder, `${id}.yml`)
  writeFileSync(file, yaml(unitTestOf(id, ALERT_RULES[id])))
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], {
    encoding: 'utf8',
  })
  expect({ status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({
    status: 0,
    said: '',
  })
})

/** Well for a minute, in trouble for ten, well again. Steps are of five seconds. */
function unitTestOf(id: AlertRuleId, rule: AlertRule) {
  const { forSeconds, clearAfterSeconds, about } = rule
  const raisedAt = 60 + Math.ceil(forSeconds / 5) * 5
  const overAt = 660 + clearAfterSeconds
  const divisor = about.kind === 'host' && about.of ? [series(about.of, about.kind, '1x340')] : []
  return {
    rule_files: ['rules.yml'],
    evaluation_interval: '5s',
    tests: [
      {
        interval: '5s',
        input_series: [series(about.metric, about.kind, courseOf(rule)), ...divisor],
        promql_expr_test: [
          { at: 50, firing: 0 },
          ...(forSeconds > 0 ? [{ at: raisedAt - 5, firing: 0 }] : []),
          { at: raisedAt + 5, firing: 1 },
          { at: 600, firing: 1 },
          { at: overAt - 10, firing: 1 },
          { at: overAt + 15, firing: 0 },
        ].map(({ at, firing }) => ({
          expr: `count(ALERTS{alertname="${alertName(id)}",alertstate="firing"}) or vector(0)`,
          eval_time: `${at}s`,
          exp_samples: [{ labels: '{}', value: firing }],
        })),
      },
    ],
  }
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
  expect(stdout).toContain(`${ids.length} rules found`)
})
