import { randomUUID } from 'node:crypto'
import { HostId, HostReport } from '@cashbacktv/contract'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LiveStore } from '../live-store.ts'

export function reportOf(hostId: HostId, appliedRevision = 1): HostReport {
  const at = new Date().toISOString()
  return HostReport.parse({ protocol: 1, hostId, at, appliedRevision, sample: null, channels: [] })
}

export const someHost = () => HostId.parse(randomUUID())

/** What every live store promises, whatever is behind it. */
export function describeLiveStore(name: string, open: () => LiveStore | Promise<LiveStore>): void {
  describe(`live store in ${name}`, () => {
    const opened: LiveStore[] = []
    const store = async () => {
      const live = await open()
      opened.push(live)
      return live
    }
    afterEach(async () => {
      for (const live of opened.splice(0)) await live.close()
    })

    it('answers the newest report of each host', async () => {
      const live = await store()
      const [one, two] = [someHost(), someHost()]
      await live.putReport(reportOf(one, 1))
      await live.putReport(reportOf(two, 7))
      await live.putReport(reportOf(one, 2))
      const reports = await live.latestReports()
      expect(reports.get(one)?.appliedRevision).toBe(2)
      expect(reports.get(two)?.appliedRevision).toBe(7)
      expect(reports.get(someHost())).toBeUndefined()
    })

    it('tells what is published to every listener of the topic until it stops listening', async () => {
      const live = await store()
      const heard: string[] = []
      const stop = live.subscribe('host.wanted', ({ hostId }) => heard.push(`a ${hostId}`))
      live.subscribe('host.wanted', ({ hostId }) => heard.push(`b ${hostId}`))
      const host = someHost()
      await live.publish('host.wanted', { hostId: host })
      expect(heard).toEqual([`a ${host}`, `b ${host}`])
      stop()
      await live.publish('host.wanted', { hostId: host })
      expect(heard).toEqual([`a ${host}`, `b ${host}`, `b ${host}`])
    })

    it('delivers what is published once, unchanged, to its topic and no other', async () => {
      const live = await store()
      const heard: unknown[] = []
      const strangers: unknown[] = []
      live.subscribe('link.answer', (payload) => heard.push(payload))
      live.subscribe('link.taken', (payload) => strangers.push(payload))
      const answer = { kind: 'command' as const, command: 'çay ☕, "quoted" 6 null' }
      const payload = { to: randomUUID(), reply: { id: randomUUID(), answer } }
      await live.publish('link.answer', payload)
      expect(heard).toEqual([payload])
      expect(strangers).toEqual([])
    })

    it('lets no listener that throws harm the others or the sender', async () => {
      const live = await store()
      const heard = vi.fn()
      live.subscribe('link.revoked', () => {
        throw new Error('a bad listener')
      })
      live.subscribe('link.revoked', heard)
      const payload = { hostId: someHost() }
      await live.publish('link.revoked', payload)
      expect(heard).toHaveBeenCalledExactlyOnceWith(payload)
    })

    it('limits tries of a key, each key for itself, and anew after the time of the limit', async () => {
      const live = await store()
      const limiter = live.limiter({ name: 'tries', points: 2, seconds: 1 })
      const key = randomUUID()
      const attempt = (of: string) =>
        limiter.consume(of).then(
          () => 'passed',
          ({ msBeforeNext }) =>
            msBeforeNext > 0 && msBeforeNext <= 1000 ? 'refused' : msBeforeNext,
        )
      expect(await Promise.all([key, key, key].map(attempt))).toEqual([
        'passed',
        'passed',
        'refused',
      ])
      expect(await attempt(randomUUID())).toBe('passed')
      await expect.poll(() => attempt(key), { interval: 200, timeout: 4000 }).toBe('passed')
    })

    it('gives tries back, forgets them, and remembers what it is told to', async () => {
      const live = await store()
      const limiter = live.limiter({ name: 'kept', points: 5, seconds: 60 })
      const key = randomUUID()
      const consumed = async () => (await limiter.get(key))?.consumedPoints ?? null
      expect(await consumed()).toBe(null)
      await limiter.consume(key, 3)
      await limiter.reward(key)
      expect(await consumed()).toBe(2)
      await limiter.set(key, 4, 30)
      expect(await consumed()).toBe(4)
      expect((await limiter.get(key))?.msBeforeNext).toBeLessThanOrEqual(30_000)
      await limiter.delete(key)
      expect(await consumed()).toBe(null)
    })

    it('keeps limits of different names apart', async () => {
      const live = await store()
      const key = randomUUID()
      for (const name of ['one', 'other']) {
        const { consumedPoints } = await live.limiter({ name, points: 5, seconds: 60 }).consume(key)
        expect(consumedPoints).toBe(1)
      }
    })

    it('gives a one-time key to the first caller only, until it expires', async () => {
      const live = await store()
      const key = randomUUID()
      const answers = await Promise.all([live.once(key, 1), live.once(key, 1), live.once(key, 1)])
      expect(answers.filter(Boolean)).toHaveLength(1)
      await expect.poll(() => live.once(key, 60), { interval: 200, timeout: 4000 }).toBe(true)
      expect(await live.once(key, 60)).toBe(false)
    })

    it('answers a ping', async () => {
      const live = await store()
      await expect(live.ping()).resolves.toBeUndefined()
    })
  })
}
