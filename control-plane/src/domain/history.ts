import type { ChannelObservation, HistoryRange, HostId, HostReport } from '@cashbacktv/contract'

/** How fine a range is: so many steps of so many seconds, each the mean of what came in it. */
export const TIERS: Record<HistoryRange, { stepSeconds: number; steps: number }> = {
  '5m': { stepSeconds: 5, steps: 60 },
  '1h': { stepSeconds: 30, steps: 120 },
  '24h': { stepSeconds: 300, steps: 288 },
}

/** What is stored of a channel, in this order: a column that is added comes last. */
export const CHANNEL_COLUMNS = [
  'fps',
  'speed',
  'inputBitrateKbps',
  'outputBitrateKbps',
  'cpuPercent',
  'memoryBytes',
  'droppedFrames',
  'viewers',
] as const

/** What is stored of a host, in this order. Over many hosts amounts are added up; the load of the CPU is their mean. */
export const HOST_COLUMNS = [
  'channelsOnAir',
  'cpuPercent',
  'memoryUsedBytes',
  'mediaUsedBytes',
  'viewers',
  'networkReceivedBytesPerSecond',
  'networkSentBytesPerSecond',
  'diskReadBytesPerSecond',
  'diskWrittenBytesPerSecond',
] as const

export type Figures = (number | null)[]

/** A host and its channels over one step. */
export type HistoryStep = {
  hostId: HostId
  stepSeconds: number
  atMs: number
  samples: number
  host: Figures
  channels: Record<string, Figures>
}

type Mean = { sums: Float64Array; counts: Uint16Array }
type OpenStep = {
  hostId: HostId
  stepSeconds: number
  atMs: number
  samples: number
  host: Mean
  channels: Map<string, Mean>
}

/** Gathers reports into steps. */
export type Tally = {
  add(report: HostReport, atMs: number): void
  /**
   * The steps that are over by then, each handed out once; with `Infinity` those that are not, too.
   * Each is worked out as it is asked for: of a large fleet all together would hold everything up.
   */
  takeEnded(nowMs: number): Generator<HistoryStep>
}

/** Reports go into the finest steps; of these the coarser ones are made, whose lengths are multiples of theirs. */
export function createTally(): Tally {
  const open = new Map<string, OpenStep>()
  const ended: OpenStep[] = []
  const [finest = 0, ...coarser] = Object.values(TIERS).map(({ stepSeconds }) => stepSeconds)

  function stepOf(hostId: HostId, stepSeconds: number, atMs: number): OpenStep {
    const key = `${hostId} ${stepSeconds}`
    const begin = Math.floor(atMs / 1000 / stepSeconds) * stepSeconds * 1000
    const known = open.get(key)
    if (known?.atMs === begin) return known
    if (known) finish(known)
    const next = { hostId, stepSeconds, atMs: begin, samples: 0 }
    const step = { ...next, host: meanOf(HOST_COLUMNS.length), channels: new Map() }
    open.set(key, step)
    return step
  }
  function finish(step: OpenStep): void {
    ended.push(step)
    if (step.stepSeconds !== finest) return
    for (const seconds of coarser) addStep(stepOf(step.hostId, seconds, step.atMs), step)
  }
  function finishBy(nowMs: number, isOf: (step: OpenStep) => boolean): void {
    for (const [key, step] of open) {
      if (!isOf(step) || step.atMs + step.stepSeconds * 1000 > nowMs) continue
      open.delete(key)
      finish(step)
    }
  }

  return {
    add(report, atMs) {
      const step = stepOf(report.hostId, finest, atMs)
      step.samples += 1
      take(step.host, hostFigures(report))
      for (const seen of report.channels)
        take(ofChannel(step, seen.channelId), channelFigures(seen))
    },
    *takeEnded(nowMs) {
      finishBy(nowMs, ({ stepSeconds }) => stepSeconds === finest)
      finishBy(nowMs, () => true)
      for (const step of ended.splice(0)) yield closed(step)
    },
  }
}

function ofChannel({ channels }: OpenStep, id: string): Mean {
  const known = channels.get(id)
  if (known) return known
  const mean = meanOf(CHANNEL_COLUMNS.length)
  channels.set(id, mean)
  return mean
}

function addStep(into: OpenStep, { samples, host, channels }: OpenStep): void {
  into.samples += samples
  addMean(into.host, host)
  for (const [id, mean] of channels) addMean(ofChannel(into, id), mean)
}

function addMean(into: Mean, { sums, counts }: Mean): void {
  for (let column = 0; column < sums.length; column += 1) {
    into.sums[column] = (into.sums[column] ?? 0) + (sums[column] ?? 0)
    into.counts[column] = (into.counts[column] ?? 0) + (counts[column] ?? 0)
  }
}

function meanOf(columns: number): Mean {
  return { sums: new Float64Array(columns), counts: new Uint16Array(columns) }
}

function take({ sums, counts }: Mean, figures: Figures): void {
  for (let column = 0; column < figures.length; column += 1) {
    const value = figures[column]
    if (value === null || value === undefined) continue
    sums[column] = (sums[column] ?? 0) + value
    counts[column] = (counts[column] ?? 0) + 1
  }
}

function closed({ host, channels, ...step }: OpenStep): HistoryStep {
  const all = [...channels].map(([id, mean]) => [id, figuresOf(mean)] as const)
  return { ...step, host: figuresOf(host), channels: Object.fromEntries(all) }
}

/** Finer than hundredths nothing is shown. */
function figuresOf({ sums, counts }: Mean): Figures {
  return Array.from(sums, (sum, column) => {
    const count = counts[column] ?? 0
    return count === 0 ? null : Math.round((sum / count) * 100) / 100
  })
}

function channelFigures({ metrics, air }: ChannelObservation): Figures {
  return [
    metrics?.fps ?? null,
    metrics?.speed ?? null,
    metrics?.inputBitrateKbps ?? null,
    metrics?.outputBitrateKbps ?? null,
    metrics?.cpuPercent ?? null,
    metrics?.memoryBytes ?? null,
    metrics?.droppedFrames ?? null,
    air?.viewers ?? null,
  ]
}

function hostFigures({ sample, channels }: HostReport): Figures {
  return [
    channels.filter(({ air }) => (air?.showing ?? 'nothing') !== 'nothing').length,
    sample?.cpuPercent ?? null,
    sample?.memoryUsedBytes ?? null,
    sample?.mediaUsedBytes ?? null,
    channels.reduce((all, { air }) => all + (air?.viewers ?? 0), 0),
    sample?.networkReceivedBytesPerSecond ?? null,
    sample?.networkSentBytesPerSecond ?? null,
    sample?.diskReadBytesPerSecond ?? null,
    sample?.diskWrittenBytesPerSecond ?? null,
  ]
}

/** Steps as columns of a range's length, oldest first, up to the last step that is over. */
export function columnsOf(
  names: readonly string[],
  range: HistoryRange,
  steps: readonly { atMs: number; figures: Figures }[],
  nowMs: number,
): { until: number; points: Record<string, (number | null)[]> } {
  const { stepSeconds, steps: length } = TIERS[range]
  const stepMs = stepSeconds * 1000
  const until = Math.floor(nowMs / stepMs) * stepMs
  const byStep = new Map(steps.map(({ atMs, figures }) => [atMs, figures]))
  const shown = Array.from({ length }, (_, index) => until - (length - index) * stepMs)
  const points = names.map((name, column) => [
    name,
    shown.map((atMs) => byStep.get(atMs)?.[column] ?? null),
  ])
  return { until, points: Object.fromEntries(points) }
}
