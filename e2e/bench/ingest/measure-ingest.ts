import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { apiClient } from '../../stack/api-client.ts'
import { type Child, startChild } from '../../stack/child.ts'
import { measureCost } from '../../stack/process-cost.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../../stack/start-stack.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { type Figure, percentile } from '../figure.ts'
import { fillFleet } from './fill-fleet.ts'
import type { LoadOrder } from './load-main.ts'
import type { Tally } from './made-agent.ts'
import { startPlanes } from './start-planes.ts'
import { watchScreen } from './watch-screen.ts'

export type IngestForm = { hosts: number; instances: number }
type Size = { channels: number; seconds: number }

const VISIBLE = 120
const SLICE_SECONDS = 5
const ASK_EVERY_MS = 500

/** Agents on the link, a listening screen and a person who asks for the list, all at once. */
export async function measureIngest(form: IngestForm, size: Size): Promise<Figure[]> {
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
    load = startChild('node', ['--import', 'tsx', join(import.meta.dirname, 'load-main.ts'), file])
    const all = form.hosts * size.channels
    console.log(`  ${form.hosts} hosts and their channels are there`)
    const running = async () => (await api.channels('?status=running&pageSize=1')).total === all
    await waitFor('every channel to run', running, { timeoutMs: 180_000, everyMs: 1000 })
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
    const costs = await costOver(pids, size.seconds)
    const after = tallyOf(load)
    screen.stop()
    const answers = await list.stop()
    const counted = { before, after, costs, answers, screen, seconds: size.seconds }
    return figuresOf({ ...form, ...size }, counted)
  } finally {
    await load?.stop()
    await stop()
    folder.remove()
  }
}

type Slice = Awaited<ReturnType<typeof measureCost>>

async function costOver(pids: number[], seconds: number): Promise<Slice[]> {
  const slices: Slice[] = []
  for (let passed = 0; passed < seconds; passed += SLICE_SECONDS) {
    slices.push(await measureCost(pids, SLICE_SECONDS))
  }
  return slices
}

/** Asks as a person would who reloads now and then, with a log-in that is renewed before it runs out. */
function askForList(url: string) {
  const took: number[] = []
  let isOver = false
  const asking = (async () => {
    let api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
    let since = Date.now()
    while (!isOver) {
      if (Date.now() - since > 300_000) {
        api = await apiClient(url).login(ADMIN_EMAIL, ADMIN_PASSWORD)
        since = Date.now()
      }
      const from = performance.now()
      const { status } = await api.send('GET', '/channels')
      took.push(status === 200 ? performance.now() - from : Number.POSITIVE_INFINITY)
      await delay(ASK_EVERY_MS)
    }
  })()
  return {
    async stop() {
      isOver = true
      await asking
      return took
    },
  }
}

function tallyOf(load: Child): Tally {
  const line = load.output().trimEnd().split('\n').at(-1) ?? ''
  const tally: Tally = JSON.parse(line)
  return tally
}

type Counted = {
  before: Tally
  after: Tally
  costs: Slice[]
  answers: number[]
  screen: { latencies: number[]; bytes(): number }
  seconds: number
}

function figuresOf(
  form: IngestForm & Size,
  { before, after, costs, answers, screen, seconds }: Counted,
) {
  const { instances } = form
  const title = `${form.hosts} x ${form.channels}, ${instances} instance(s)`
  const each = (at: number) => costs.map((slice) => slice[at])
  const cores = Array.from({ length: instances }, (_, at) =>
    mean(each(at).map((one) => one?.cores ?? 0)),
  )
  const megabytes = (slice: Slice) => Math.max(...slice.map(({ memoryBytes }) => memoryBytes)) / 1e6
  const memory = costs.map(megabytes)
  const third = Math.max(1, Math.floor(memory.length / 3))
  const growth = mean(memory.slice(-third)) / mean(memory.slice(-2 * third, -third))
  const figure = (
    what: string,
    value: number,
    unit: string,
    atMost?: number,
    note = '',
  ): Figure => ({
    ...{ what: `${title}: ${what}`, value, unit, note },
    ...(atMost === undefined ? {} : { bar: { atMost } }),
  })
  const late = after.late - before.late + (after.refused - before.refused)
  const reports = (after.answered - before.answered) / seconds
  const samples = Math.max(1, (reports * form.channels) / instances)
  return [
    figure('CPU of one control plane', Math.max(...cores), 'cores', 1),
    figure('reports taken in', reports, '/s'),
    figure('CPU for each 1000 samples', (Math.max(...cores) * 1e6) / samples, 'ms'),
    figure('reports that found the one before waiting', late, '', 0),
    figure(
      'agent to screen, p99',
      percentile(screen.latencies, 0.99),
      'ms',
      500,
      `median ${percentile(screen.latencies, 0.5)} ms of ${screen.latencies.length}`,
    ),
    figure(
      'GET /channels, p95',
      percentile(answers, 0.95),
      'ms',
      100,
      `median ${Math.round(percentile(answers, 0.5))} ms of ${answers.length}`,
    ),
    figure('memory, at most', Math.max(...memory), 'MB', 600),
    figure('memory of the last third to the third before', growth, '', 1.1),
    figure(`a screen of ${VISIBLE} channels`, screen.bytes() / seconds / 1000, 'kB/s', 60),
  ]
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
