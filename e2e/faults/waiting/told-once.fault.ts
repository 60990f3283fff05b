import { DeliveryPage, IncidentPage } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFailingReport, type FailingReport } from '../../bench/alerts/failing-report.ts'
import { fillFleet } from '../../bench/ingest/fill-fleet.ts'
import { startMadeAgent } from '../../bench/ingest/made-agent.ts'
import type { MadeHost } from '../../bench/ingest/made-report.ts'
import { type Planes, startPlanes } from '../../bench/ingest/start-planes.ts'
import { apiClient } from '../../stack/api-client.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../../stack/start-stack.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { type GatedHook, startGatedHook } from './gated-hook.ts'

const CHANNELS = 41
/** A try whose sender is gone counts as lost after a minute, a lease after 15 seconds. */
const PATIENCE = { timeoutMs: 150_000, everyMs: 250 }

let stack: Planes
let hook: GatedHook
let host: MadeHost
let report: FailingReport
let token: string
let agent: { stop(): void } | undefined

beforeAll(async () => {
  ;[stack, hook] = await Promise.all([startPlanes(2), startGatedHook()])
  const { databaseUrl } = stack
  const { url } = plane(0)
  const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
  token = api.token ?? ''
  const sourceUrl = () => 'http://127.0.1.1:9/live.ts'
  const [made] = await fillFleet({
    url,
    api,
    databaseUrl,
    sourceUrl,
    hosts: 1,
    channels: CHANNELS,
  })
  if (!made) throw new Error('There is no host.')
  host = made
  report = createFailingReport(host)
  speakTo(0)
  await waitFor(
    'a calm fleet',
    async () => {
      const running = await api.channels('?status=running&pageSize=1')
      return running.total === CHANNELS && (await incidents(0, 'open')).length === 0
    },
    PATIENCE,
  )
  const address = { kind: 'webhook', url: hook.url, secret: 'a secret of sixteen' }
  const { status } = await api.send('POST', '/alerts/targets', { name: 'hook', address })
  expect(status).toBe(201)
}, 180_000)
afterAll(async () => {
  agent?.stop()
  await stack?.stop()
  await hook?.stop()
}, 60_000)

function plane(number: 0 | 1) {
  const found = stack.planes[number]
  if (!found) throw new Error(`There is no control plane ${number}.`)
  return found
}

/** The agent goes over to that control plane, as one does whose own is gone. */
function speakTo(number: 0 | 1): void {
  agent?.stop()
  const tally = { sent: 0, answered: 0, late: 0, refused: 0 }
  agent = startMadeAgent(host, plane(number).url, tally, report.report)
}

async function incidents(number: 0 | 1, state: 'open' | 'over') {
  const { body } = await apiClient(plane(number).url, token).send(
    'GET',
    `/incidents?state=${state}`,
  )
  return IncidentPage.parse(body).items
}
async function waiting(number: 0 | 1) {
  const query = '/alerts/deliveries?state=waiting'
  const { body } = await apiClient(plane(number).url, token).send('GET', query)
  return DeliveryPage.parse(body).items
}

/** Tries that are turned away from now on. */
async function untilTriedAgain(what: string): Promise<void> {
  const before = hook.refused()
  await waitFor(`a try ${what}`, () => hook.refused() > before, PATIENCE)
}

test('a target that is away while control planes are killed three times hears of an incident once, and once that it is over', async () => {
  report.lose()
  await untilTriedAgain('of what two control planes have to tell')

  await plane(0).kill()
  speakTo(1)
  await untilTriedAgain('by the one that is left')
  await plane(0).start()

  await plane(1).kill()
  speakTo(0)
  report.heal()
  // It takes the lease over, and the end is its own doing.
  await waitFor(
    'the incident to be over',
    async () => (await incidents(0, 'open')).length === 0,
    PATIENCE,
  )
  await untilTriedAgain('by the one that was started anew')
  await plane(1).start()
  expect((await waiting(0)).map(({ news }) => news).sort()).toEqual(['over', 'raised'])
  expect(hook.heard).toEqual([])

  hook.set('silent')
  await waitFor('the target to have the message', () => hook.heard.length > 0, PATIENCE)
  // Nobody ever learns that it got there.
  await Promise.all([plane(0).kill(), plane(1).kill()])
  hook.set('well')
  await Promise.all([plane(0).start(), plane(1).start()])
  speakTo(1)

  await waitFor('nothing to wait any more', async () => (await waiting(0)).length === 0, PATIENCE)
  expect(hook.heard.map(({ news }) => news)).toEqual(['raised', 'raised', 'over'])
  const ids = (news: string) =>
    new Set(hook.heard.filter((one) => one.news === news).map(({ id }) => id))
  // By its id a target knows the second for the first.
  expect(ids('raised').size).toBe(1)
  expect(ids('over').size).toBe(1)
  const over = await incidents(1, 'over')
  expect(over.filter(({ cause }) => cause.kind === 'upstream')).toHaveLength(1)
}, 500_000)
