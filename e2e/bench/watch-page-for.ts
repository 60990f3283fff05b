import { setTimeout as wait } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import type { Figure } from './figure.ts'

/** What has to be loaded and compiled first is not watching. */
const SETTLE_MS = 10_000
const MINUTE_MS = 60_000

/** Counts tasks of the main thread of over 50 ms, the browser's own threshold of a long task. */
const COUNT_LONG_TASKS = `
window.longTasks = []
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.longTasks.push(Math.round(entry.duration))
}).observe({ type: 'longtask' })`

/** What a page that is only looked at costs its main thread, and whether its memory grows. */
export async function watchPageFor(
  page: Page,
  seconds: number,
  heapMinutes: number,
): Promise<Figure[]> {
  const devtools = await page.context().newCDPSession(page)
  // Of the processor, not of the clock: what else the machine does is not this page's.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await wait(SETTLE_MS)
  await page.evaluate(COUNT_LONG_TASKS)
  const busyBefore = await busySeconds(devtools)
  const from = performance.now()
  await wait(seconds * 1000)
  const busy = (await busySeconds(devtools)) - busyBefore
  const share = (busy / ((performance.now() - from) / 1000)) * 100
  const longTasks = (await page.evaluate('window.longTasks')) as number[]
  return [
    { what: 'main thread while watching', value: share, unit: '%', bar: { atMost: 20 } },
    {
      what: 'tasks over 50 ms in a minute',
      value: longTasks.length,
      unit: '',
      bar: { atMost: 0 },
      note: longTasks.map((ms) => `${ms} ms`).join(', '),
    },
    await heapGrowth(devtools, heapMinutes),
  ]
}

/** Memory in use after a collection, at the end against the beginning; a third is compilation and noise. */
async function heapGrowth(devtools: CDPSession, minutes: number): Promise<Figure> {
  const sizes = [await heapMegabytes(devtools)]
  for (let minute = 0; minute < minutes; minute++) {
    await wait(MINUTE_MS)
    sizes.push(await heapMegabytes(devtools))
  }
  const [first = 0] = sizes
  const value = (sizes.at(-1) ?? 0) / first
  const note = `${sizes.map((size) => size.toFixed(1)).join(', ')} MB`
  return { what: `heap after ${minutes} min`, value, unit: 'times', bar: { atMost: 1.33 }, note }
}

async function busySeconds(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

async function heapMegabytes(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}
