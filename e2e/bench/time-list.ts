import type { Page } from 'playwright-core'
import { waitFor } from '../stack/wait-for.ts'

/** Milliseconds from the navigation to the frame after the first channel, and all of them, were there. */
export type ListTimes = { first: number; all: number }

/** Looks once a frame, and notes the time of the next: what was there is painted then. */
const COUNT = (all: number) => `
window.listTimes = {}
{
  const boxes = document.getElementsByClassName('select-box')
  requestAnimationFrame(function look() {
    const there = boxes.length
    requestAnimationFrame(() => {
      if (there > 0) window.listTimes.first ??= performance.now()
      if (there < ${all}) look()
      else window.listTimes.all = performance.now()
    })
  })
}`

/**
 * Has every page opened from now on note when `count` channels are there, and answers how to read
 * it. The page counts by itself: to be asked from outside for links by their names holds it up by a
 * third of a second, for it has to make out the names of five hundred.
 */
export async function timeList(page: Page, count: number): Promise<() => Promise<ListTimes>> {
  await page.addInitScript({ content: COUNT(count) })
  return async () => {
    let times: Partial<ListTimes> = {}
    const areAll = async () => {
      times = (await page.evaluate('window.listTimes')) as Partial<ListTimes>
      return times.all !== undefined
    }
    await waitFor(`${count} channels`, areAll, { everyMs: 250 })
    return { first: times.first ?? Number.NaN, all: times.all ?? Number.NaN }
  }
}
