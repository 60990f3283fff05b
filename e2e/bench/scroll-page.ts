import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Figure, percentile } from './figure.ts'

const STEPS = 80
const STEP_PX = 300
const STEP_MS = 60

/** Long tasks of the main thread, and when each frame came. */
const RECORD = `
window.scrolled = { longTasks: [], frames: [] }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.scrolled.longTasks.push(Math.round(entry.duration))
}).observe({ type: 'longtask' })
requestAnimationFrame(function next(at) {
  window.scrolled.frames.push(at)
  requestAnimationFrame(next)
})`

/** Scrolls from the top to the bottom as fast as a hand does, and tells whether it stuttered. */
export async function scrollPage(page: Page, what: string): Promise<Figure[]> {
  await page.mouse.move(640, 500)
  await page.evaluate(RECORD)
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.wheel(0, STEP_PX)
    await wait(STEP_MS)
  }
  const { longTasks, frames } = (await page.evaluate('window.scrolled')) as Recorded
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at))
  return [
    {
      what: `tasks over 50 ms while scrolling ${what}`,
      value: longTasks.length,
      unit: '',
      bar: { atMost: 0 },
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
