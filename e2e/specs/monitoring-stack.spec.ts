import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { CreatedApiKey } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { rulesFile, yaml } from '../../infra/monitoring/files.ts'
import { DASHBOARDS } from '../../infra/monitoring/panels.ts'
import { alertmanagerConfig, prometheusConfig } from '../../infra/monitoring/prometheus-config.ts'
import { type Child, startChild } from '../stack/child.ts'
import { freePort } from '../stack/free-port.ts'
import { plantQualityCurves } from '../stack/plant-quality-curves.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'
import { waitFor } from '../stack/wait-for.ts'

const folder = tempFolder('monitoring')
const told: string[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    told.push(body)
    response.end()
  })
})

let stack: Stack
let children: Child[] = []
let prometheus: string

beforeAll(async () => {
  stack = await startStack()
  await stack.kill('SIGTERM')
  plantQualityCurves(stack.dataDir)
  await stack.restart()
  const sources = [{ url: 'testcard://320x180@10' }]
  const { id } = await stack.api.putOnAir({ name: 'On air', sources })
  await stack.api.send('POST', `/channels/${id}/quality`, {})
  const made = await stack.api.send('POST', '/api-keys', { name: 'Prometheus', role: 'viewer' })
  const { key } = CreatedApiKey.parse(made.body)
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  ;({ prometheus, children } = await startMonitoring(key, `http://127.0.0.1:${port}/`))
})
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()))
  receiver.close()
  await stack?.stop()
  folder.remove()
})

async function startMonitoring(key: string, webhookUrl: string) {
  const [ours, theirs] = await Promise.all([freePort(), freePort()])
  const path = (name: string) => join(folder.path, name)
  mkdirSync(path('alerts'))
  writeFileSync(path('key'), key)
  writeFileSync(path('rules.yml'), rulesFile())
  writeFileSync(
    path('prometheus.yml'),
    yaml(
      prometheusConfig({
        controlPlanes: [`127.0.0.1:${stack.port}`],
        scheme: 'http',
        keyFile: path('key'),
        alertmanagers: [`127.0.0.1:${theirs}`],
        ruleFiles: ['rules.yml'],
        intervalSeconds: 1,
      }),
    ),
  )
  writeFileSync(
    path('alertmanager.yml'),
    yaml(alertmanagerConfig({ webhookUrl, groupWaitSeconds: 1 })),
  )
  const children = [
    startChild('prometheus', [
      `--config.file=${path('prometheus.yml')}`,
      `--storage.tsdb.path=${path('series')}`,
      `--web.listen-address=127.0.0.1:${ours}`,
    ]),
    startChild('prometheus-alertmanager', [
      `--config.file=${path('alertmanager.yml')}`,
      `--storage.path=${path('alerts')}`,
      `--web.listen-address=127.0.0.1:${theirs}`,
      '--cluster.listen-address=',
    ]),
  ]
  return { children, prometheus: `http://127.0.0.1:${ours}` }
}

const Found = z.object({
  data: z.object({ result: z.array(z.unknown()) }).optional(),
  error: z.string().optional(),
})

/** Series that a query finds now. */
async function found(expr: string): Promise<number> {
  const query = new URLSearchParams({ query: expr })
  const response = await fetch(`${prometheus}/api/v1/query?${query}`)
  const { data, error } = Found.parse(await response.json())
  if (!data) throw new Error(`${expr}: ${error}`)
  return data.result.length
}

const QUERIES = DASHBOARDS.flatMap(({ name, panels }) =>
  panels.flatMap(({ title, queries }) =>
    queries.map(({ expr }): [string, string, string] => [name, title, expr]),
  ),
)

test.concurrent.each(QUERIES)(
  'the %s dashboard shows data as "%s": %s',
  async (_name, _title, expr) => {
    // What the variables of a dashboard stand for when all is chosen.
    const query = expr.replaceAll(/\$(host|channel)\b/g, '.*')
    await waitFor(`an answer to ${query}`, async () => (await found(query)) > 0, {
      timeoutMs: 60_000,
    })
  },
)

test('a channel that goes dark is told to whoever is on call, by name, and so is its return', async () => {
  const sources = [{ url: `http://127.0.0.1:${await freePort()}/gone.ts` }]
  const { id } = await stack.api.startNew({ name: 'Gone', sources })
  await waitFor('the alert', () => told.some((body) => body.includes('"status":"firing"')), {
    timeoutMs: 90_000,
  })
  const [body = ''] = told
  expect(body).toContain('"alertname":"ChannelDark"')
  expect(body).toContain('Viewers of gone get nothing.')
  await stack.api.act(id, 'stop')
  await waitFor('its end', () => told.some((body) => body.includes('"status":"resolved"')), {
    timeoutMs: 90_000,
  })
})
