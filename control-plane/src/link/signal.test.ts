import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createSignal } from './signal.ts'

describe('signal', () => {
  it('remembers that it was raised while nobody waited, once however often', async () => {
    const signal = createSignal()
    const stop = new AbortController()
    signal.raise()
    signal.raise()
    await signal.wait(stop.signal)
    let woken = false
    const again = signal.wait(stop.signal).then(() => {
      woken = true
    })
    await Promise.resolve()
    expect(woken).toBe(false)
    signal.raise()
    await again
  })

  it('lets go of who waits when it is stopped, before or while waiting', async () => {
    const signal = createSignal()
    const stop = new AbortController()
    const waiting = signal.wait(stop.signal)
    stop.abort()
    await waiting
    await signal.wait(stop.signal)
  })

  it('lets go of each of several that wait, by its own stop, and wakes all others', async () => {
    const signal = createSignal()
    const [first, second] = [new AbortController(), new AbortController()]
    let woken = 0
    const count = () => {
      woken += 1
    }
    const waits = [first, second, second].map((stop) => signal.wait(stop.signal).then(count))
    first.abort()
    await waits[0]
    expect(woken).toBe(1)
    signal.raise()
    await Promise.all(waits)
  })

  it('leaves nothing behind on a stop that never comes', async () => {
    const signal = createSignal()
    const stop = new AbortController()
    for (let n = 0; n < 50; n++) {
      const waiting = signal.wait(stop.signal)
      signal.raise()
      await waiting
    }
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0)
  })
})
