import { setTimeout as delay } from 'node:timers/promises'
import { IncidentPage } from '@cashbacktv/contract'
import { type Api, apiClient } from '../stack/api-client.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'
import { addTargets } from './alerts/add-targets.ts'
import { alertFigures, type Happening } from './alerts/alert-figures.ts'
import { createFailingReport, type FailingReport } from './alerts/failing-report.ts'
import { type Receiver, startHook } from './alerts/start-hook.ts'
import { startMailServer } from './alerts/start-mail-server.ts'
import type { Figure, Measurement } from './figure.ts'
import { fillFleet } from './ingest/fill-fleet.ts'
import { startMadeAgent } from './ingest/made-agent.ts'
import { startPlanes } from './ingest/start-planes.ts'

/** Each round is a sample of each: of fewer than twenty the last is no 95th percentile. */
const UPSTREAMS = Number(process.env.BENCH_ALERTS_UPSTREAMS ?? 10)
const CHANNELS = 41
/** The third time within ten minutes it comes and goes, and is over ten minutes later. */
const ROUNDS = 2
/** So that each has its message to itself: a hook of Slack takes one a second, and half of those here. */
const APART_MS = 4000
/** What is too many has come by then. */
const AFTERWARDS_MS = 5000
const PATIENCE = { timeoutMs: 180_000, everyMs: 500 }

/** From a failure that an agent reports to the message about it. */
export const alerts: Measurement = {
  name: 'alerts',
  about: `${UPSTREAMS} upstreams (BENCH_ALERTS_UPSTREAMS) of ${CHANNELS} channels fail and come back ${ROUNDS} times; four targets hear of it`,
  measure,
}

const serverOf = (upstream: number) => `127.0.1.${upstream + 1}`

async function measure(): Promise<Figure[]> {
  const { planes, databaseUrl, stop } = await startPlanes(1)
  const receivers: Receiver[] = []
  const agents: { stop(): void }[] = []
  try {
    const url = planes[0]?.url ?? ''
    const api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    const sourceUrl = (host: number) => `http://${serverOf(host)}:9/live.ts`
    const size = { hosts: UPSTREAMS, channels: CHANNELS }
    const hosts = await fillFleet({ url, api, databaseUrl, ...size, sourceUrl })
    const reports = hosts.map((host) => {
      const made = createFailingReport(host)
      const tally = { sent: 0, answered: 0, late: 0, refused: 0 }
      agents.push(startMadeAgent(host, url, tally, made.report))
      return made
    })
    await untilCalm(api)
    receivers.push(
      await startHook('webhook', {}),
      await startHook('slow webhook', { slowMs: 3000 }),
      await startHook('slack that turns every second away', { busySeconds: 1 }),
      await startMailServer('mail server that greets late', 1000),
    )
    await addTargets(api, receivers)
    const happenings = await failAndHeal(reports, receivers)
    await delay(AFTERWARDS_MS)
    return alertFigures(happenings, receivers)
  } finally {
    for (const agent of agents) agent.stop()
    await stop()
    await Promise.all(receivers.map((one) => one.stop()))
  }
}

/** Hosts that had not been heard of were incidents. */
async function untilCalm(api: Api): Promise<void> {
  const isCalm = async () => {
    const running = await api.channels('?status=running&pageSize=1')
    const { body } = await api.send('GET', '/incidents?state=open&limit=1')
    return running.total === UPSTREAMS * CHANNELS && IncidentPage.parse(body).items.length === 0
  }
  await waitFor('every channel to run and every incident to be over', isCalm, PATIENCE)
}

async function failAndHeal(
  reports: readonly FailingReport[],
  receivers: readonly Receiver[],
): Promise<Happening[]> {
  const happenings: Happening[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const news of ['raised', 'over'] as const) {
      for (const report of reports) {
        if (news === 'raised') report.lose()
        else report.heal()
        await delay(APART_MS)
      }
      const wanted = happenings.length + reports.length
      const hasAll = () => receivers.every(({ received }) => received.length >= wanted)
      // What is missing then is among the figures.
      await waitFor('every message', hasAll, { ...PATIENCE, timeoutMs: 60_000 }).catch(() => {})
      happenings.push(
        ...reports.map((report, at) => ({ news, server: serverOf(at), atMs: report.saidAt() })),
      )
      console.log(`  ${news}, round ${round + 1} of ${ROUNDS}`)
    }
  }
  return happenings
}
