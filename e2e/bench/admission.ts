import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { startHttpTs } from '../sources/http-ts.ts'
import { type Child, startChild } from '../stack/child.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import type { Figure, Measurement } from './figure.ts'

const CHANNELS = 12
/** What is known of the other programs is a mean of so long. */
const MEAN_SECONDS = 60
const WATCHED_SECONDS = 60
const REAL_TIME = 0.98
/** Of each core that other programs take here. */
const BUSY_SHARE = 0.5

/** More 720p channels than fit, beside other programs that take half of every core. */
export const admission: Measurement = {
  name: 'admission',
  about: `${CHANNELS} channels of 720p are started on a host of which other programs take ${BUSY_SHARE * 100} %`,
  measure,
}

async function measure(): Promise<Figure[]> {
  const source = await startHttpTs({ width: 1280, height: 720, bitrateKbps: 3500 })
  const others: Child[] = []
  const stack = await startStack({ env: { COUNT_OTHER_PROGRAMS: 'on' } })
  try {
    for (let core = 0; core < availableParallelism(); core++) others.push(startBusy())
    await pause(MEAN_SECONDS * 1000)
    for (let index = 0; index < CHANNELS; index++) await startOne(stack, index, source.url)
    await pause(MEAN_SECONDS * 1000)
    return figures(await watch(stack))
  } finally {
    await Promise.all(others.map((other) => other.stop()))
    await stack.stop()
    await source.close()
  }
}

/** A program that works for its share of each 100 ms. */
function startBusy(): Child {
  const work = `setInterval(() => { const until = Date.now() + ${BUSY_SHARE * 100}; while (Date.now() < until); }, 100)`
  return startChild('node', ['-e', work])
}

async function startOne({ api }: Stack, index: number, url: string) {
  const output = { mode: 'transcode' as const }
  await api.startNew({ name: `Channel ${index}`, sources: [{ url }], output })
  await pause(1500)
}

type Watched = { onAir: number; queued: number; slow: number; lowest: number; reason: string }

/** The mean speed of each channel over the time watched. */
async function watch({ api }: Stack): Promise<Watched> {
  const speeds = new Map<string, number[]>()
  for (let second = 0; second < WATCHED_SECONDS; second++) {
    for (const { id, speed } of (await api.channels()).items) {
      if (speed !== null) speeds.set(id, [...(speeds.get(id) ?? []), speed])
    }
    await pause(1000)
  }
  const { items } = await api.channels()
  const means = [...speeds.values()].map(
    (all) => all.reduce((sum, one) => sum + one, 0) / all.length,
  )
  const queued = items.filter(({ phase }) => phase === 'queued')
  return {
    onAir: items.filter(({ status }) => status === 'running').length,
    queued: queued.length,
    slow: means.filter((speed) => speed < REAL_TIME).length,
    lowest: Math.min(...means),
    reason: queued[0]?.reason?.message ?? '',
  }
}

function figures({ onAir, queued, slow, lowest, reason }: Watched): Figure[] {
  return [
    { what: 'channels on air', value: onAir, unit: 'channels', bar: { atLeast: 1 } },
    { what: 'channels that wait', value: queued, unit: 'channels', note: reason },
    { what: 'on air below real time', value: slow, unit: 'channels', bar: { atMost: 0 } },
    { what: 'slowest on air', value: lowest, unit: 'x', bar: { atLeast: REAL_TIME } },
  ]
}
