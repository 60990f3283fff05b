import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { IncidentPage } from '@cashbacktv/contract'
import { apiClient } from '../../stack/api-client.ts'
import { type Child, startChild } from '../../stack/child.ts'
import { measureCost } from '../../stack/process-cost.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../../stack/start-stack.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'
import type { Figure } from '../figure.ts'
import { askForList } from './ask-for-list.ts'
import { fillFleet } from './fill-fleet.ts'
import { figuresOf, type IngestForm, type IngestSize, type Slice } from './ingest-figures.ts'
import type { LoadOrder } from './load-main.ts'
import type { Tally } from './made-agent.ts'
import { startPlanes } from './start-planes.ts'
import { watchScreen } from './watch-screen.ts'

const VISIBLE = 120
const SLICE_SECONDS = 5
/** Answers without load, for comparison. */
const IDLE_SECONDS = 15

/** Agents on the link, a listening screen and a person who asks for the list, all at once. */
export async function measureIngest(form: IngestForm, size: IngestSize): Promise<Figure[]> {
  const folder = tempFolder('ingest-load')
  const { planes, databaseUrl, stop } = await startPlanes(form.instances)
  let load: Child | null = null
  try {
    const [first] = planes
    if (!first) throw new Error('No instance.')
    const api = await apiClient(first.url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    const hosts = await fillFleet({ ...form, ...size, url: first.url, api, databaseUrl })
    const order: LoadOrder = { hosts, urls: planes.map(({ url }) => url) }
    const file = join(folder.path, 'order.json')
    writeFileSync(file, JSON.stringify(order))
    const all = form.hosts * size.channels
    const hasAll = async () => (await api.channels('?pageSize=1')).total === all
    await waitFor('every channel to be listed', hasAll, { timeoutMs: 30_000, everyMs: 1000 })
    console.log(`  ${form.hosts} hosts and their channels are there`)
    const idle = askForList(first.url)
    await delay(IDLE_SECONDS * 1000)
    const idleAnswers = await idle.stop()
    load = startChild('node', ['--import', 'tsx', join(import.meta.dirname, 'load-main.ts'), file])
    const running = async () => (await api.channels('?status=running&pageSize=1')).total === all
    await waitFor('every channel to run', running, { timeoutMs: 180_000, everyMs: 1000 })
    // Hosts that had never been heard of were one: what is measured is a day on which all is well.
    const isCalm = async () => {
      const { body } = await api.send('GET', '/incidents?state=open&limit=1')
      return IncidentPage.parse(body).items.length === 0
    }
    await waitFor('every incident to be over', isCalm, { timeoutMs: 180_000, everyMs: 2000 })
    const ids = Array.from({ length: VISIBLE }, (_, index) => {
      const host = hosts[index % hosts.length]
      return host?.channelIds[Math.floor(index / hosts.length)] ?? ''
    }).filter(Boolean)
    const screen = await watchScreen(first.url, api.token ?? '', ids)
    await delay(3000)
    const before = tallyOf(load)
    screen.begin()
    const list = askForList(first.url)
    const pids = planes.map(({ child }) => child.pid)
    const costs = await costOver([...pids, load.pid], size.seconds)
    const after = tallyOf(load)
    screen.stop()
    const answers = await list.stop()
    return figuresOf(
      { ...form, ...size, visible: VISIBLE },
      { before, after, costs, idleAnswers, answers, screen },
    )
  } finally {
    await load?.stop()
    await stop()
    folder.remove()
  }
}

/** Each process in slices of time, so that memory is seen to grow. */
async function costOver(pids: number[], seconds: number): Promise<Slice[]> {
  const slices: Slice[] = []
  for (let passed = 0; passed < seconds; passed += SLICE_SECONDS) {
    slices.push(await measureCost(pids, SLICE_SECONDS))
  }
  return slices
}

function tallyOf(load: Child): Tally {
  const line = load.output().trimEnd().split('\n').at(-1) ?? ''
  const tally: Tally = JSON.parse(line)
  return tally
}
