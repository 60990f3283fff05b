import type { measureCost } from '../../stack/process-cost.ts'
import { type Figure, percentile } from '../figure.ts'
import type { Tally } from './made-agent.ts'

export type IngestForm = { hosts: number; instances: number }
export type IngestSize = { channels: number; seconds: number }
/** The cost of each instance, and last that of the load maker. */
export type Slice = Awaited<ReturnType<typeof measureCost>>

type Counted = {
  before: Tally
  after: Tally
  costs: Slice[]
  /** In ms, before there was any load, and under it. */
  idleAnswers: number[]
  answers: number[]
  screen: { latencies: number[]; bytes(): number }
}

/** The bars of the product, and beside the answers under load how much longer they take than without any. */
export function figuresOf(form: IngestForm & IngestSize & { visible: number }, counted: Counted) {
  const { hosts, channels, instances, seconds, visible } = form
  const { before, after, costs, idleAnswers, answers, screen } = counted
  const title = `${hosts} x ${channels}, ${instances} instance(s)`
  const figure = (
    what: string,
    value: number,
    unit: string,
    atMost?: number,
    note = '',
  ): Figure => ({
    what: `${title}: ${what}`,
    value,
    unit,
    note,
    ...(atMost === undefined ? {} : { bar: { atMost } }),
  })
  const cores = Array.from({ length: instances + 1 }, (_, at) =>
    mean(costs.map((slice) => slice[at]?.cores ?? 0)),
  )
  const busiest = Math.max(...cores.slice(0, instances))
  const memory = costs.map(
    (slice) => Math.max(...slice.slice(0, instances).map((one) => one.memoryBytes)) / 1e6,
  )
  const third = Math.max(1, Math.floor(memory.length / 3))
  const growth = mean(memory.slice(-third)) / mean(memory.slice(-2 * third, -third))
  const late = after.late - before.late + (after.refused - before.refused)
  const reports = (after.answered - before.answered) / seconds
  const samples = Math.max(1, (reports * channels) / instances)
  const { latencies } = screen
  const p95 = percentile(answers, 0.95)
  const idle = percentile(idleAnswers, 0.95)
  const ratio = percentile(answers, 0.5) / percentile(idleAnswers, 0.5)
  return [
    figure('CPU of one control plane', busiest, 'cores', 1),
    figure('CPU of the load maker', cores[instances] ?? 0, 'cores'),
    figure('reports taken in', reports, '/s'),
    figure('CPU for each 1000 samples', (busiest * 1e6) / samples, 'ms'),
    figure('reports that found the one before waiting', late, '', 0),
    figure('agent to screen, p99', percentile(latencies, 0.99), 'ms', 500, middleOf(latencies)),
    figure('GET /channels, p95', p95, 'ms', 100, middleOf(answers)),
    figure('GET /channels, p95 without load', idle, 'ms', undefined, middleOf(idleAnswers)),
    // Of the middle ones: the slowest of a few dozen are what else the machine did meanwhile.
    figure('GET /channels, median under load to without', ratio, '', 5),
    figure('memory, at most', Math.max(...memory), 'MB', 600),
    figure('memory of the last third to the third before', growth, '', 1.1),
    figure(`a screen of ${visible} channels`, screen.bytes() / seconds / 1000, 'kB/s', 60),
  ]
}

const middleOf = (values: number[]) =>
  `median ${Math.round(percentile(values, 0.5))} ms of ${values.length}`

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
