import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { type Figure, percentile } from './figure.ts'

const STEPS = 80
const STEP_PX = 300
const STEP_MS = 60

/** Long tasks of the main thread by the clock, and when each frame came. */
const RECORD = `
window.scrolled = { longTasks: [], frames: [] }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.scrolled.longTasks.push(Math.round(entry.duration))
}).observe({ type: 'longtask' })
requestAnimationFrame(function next(at) {
  window.scrolled.frames.push(at)
  requestAnimationFrame(next)
})`

/**
 * Scrolls from the top to the bottom as fast as a hand does, and tells whether it stuttered. What a
 * task takes of a processor is judged and not how long it lasts: everything that is on air shares
 * the machine with this browser.
 */
export async function scrollPage(page: Page, what: string): Promise<Figure[]> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page is in no browser that could be traced')
  await page.mouse.move(640, 500)
  await page.evaluate(RECORD)
  await browser.startTracing(page, { categories: ['toplevel'] })
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.wheel(0, STEP_PX)
    await wait(STEP_MS)
  }
  const tasks = mainThreadTasks(await browser.stopTracing())
  const { longTasks, frames } = (await page.evaluate('window.scrolled')) as Recorded
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
  return [
    {
      what: `tasks over 50 ms of processor while scrolling ${what}`,
      value: tasks.filter((ms) => ms > 50).length,
      unit: '',
      bar: { atMost: 0 },
      note: `the longest ${Math.round(Math.max(...tasks))} ms of ${tasks.length}`,
    },
    {
      what: `tasks over 50 ms by the clock while scrolling ${what}`,
      value: longTasks.length,
      unit: '',
      note: longTasks.map((ms) => `${ms} ms`).join(', '),
    },
    {
      what: `between two frames while scrolling ${what}`,
      value: percentile(gaps, 0.95),
      unit: 'ms',
      note: `95 of 100; ${frames.length} frames`,
    },
  ]
}

type Recorded = { longTasks: number[]; frames: number[] }

const Trace = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.int(),
      tid: z.int(),
      tdur: z.number().optional(),
      args: z.object({ name: z.unknown() }).partial().optional(),
    }),
  ),
})

/** Of the busiest main thread of a renderer, in milliseconds of processor. @throws when there is none */
function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = Trace.parse(JSON.parse(trace.toString()))
  const tasks = new Map<string, number[]>()
  for (const { name, pid, tid, args } of traceEvents) {
    const isMain = name === 'thread_name' && args?.name === 'CrRendererMain'
    if (isMain) tasks.set(`${pid} ${tid}`, [])
  }
  for (const { name, pid, tid, tdur } of traceEvents) {
    const isTask = name === 'ThreadControllerImpl::RunTask' && tdur !== undefined
    if (isTask) tasks.get(`${pid} ${tid}`)?.push(tdur / 1000)
  }
  const total = (list: readonly number[]) => list.reduce((sum, ms) => sum + ms, 0)
  const busiest = [...tasks.values()].sort((a, b) => total(b) - total(a))[0]
  if (!busiest?.length) throw new Error('The trace has no tasks of a main thread')
  return busiest
}
