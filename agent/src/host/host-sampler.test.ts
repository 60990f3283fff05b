import { tmpdir } from 'node:os'
import { HostSample } from '@cashbacktv/contract'
import { expect, it } from 'vitest'
import { coreTimes, disks, memory, network } from './host-counters.ts'
import { createHostSampler } from './host-sampler.ts'

it('gives a sample of this host that the contract accepts, from the second call on', () => {
  const sampler = createHostSampler({ state: tmpdir(), media: '/nonexistent' })
  expect(sampler.sample(1000)).toBeNull()
  const sample = sampler.sample(2000)
  sampler.close()
  expect(HostSample.safeParse(sample).success).toBe(true)
  expect(sample?.coresPercent.length).toBeGreaterThan(0)
  expect(sample?.memoryTotalBytes).toBeGreaterThan(sample?.memoryUsedBytes ?? 0)
  expect(sample?.diskTotalBytes).toBeGreaterThan(0)
  expect(sample?.mediaTotalBytes).toBe(0)
})

it('counts a core as busy while it neither idles nor waits', () => {
  const stat = 'cpu  1 1 1 1\ncpu0 10 0 20 60 10 0 0 0 5 0\ncpu1 0 0 0 100 0 0 0 0 0 0\nintr 5\n'
  expect(coreTimes(stat)).toEqual([
    { busy: 30, total: 100 },
    { busy: 0, total: 100 },
  ])
})

it('adds up the network without the loopback, and whole disks without their parts', () => {
  const dev = 'Inter-|\n face |\n    lo: 9 0 0 0 0 0 0 0 9 0\n  eth0: 100 1 0 0 0 0 0 0 50 1\n'
  expect(network(dev)).toEqual({ received: 100, sent: 50 })
  const stats =
    ' 8 0 sda 1 0 10 0 1 0 20 0\n 8 1 sda1 1 0 10 0 1 0 20 0\n 259 0 nvme0n1 1 0 2 0 1 0 4 0\n'
  expect(disks(stats)).toEqual({ read: 12 * 512, written: 24 * 512 })
})

it('reads memory in use, and nothing from text that says nothing', () => {
  expect(memory('MemTotal: 100 kB\nMemFree: 1 kB\nMemAvailable: 60 kB\n')).toEqual({
    totalBytes: 102_400,
    usedBytes: 40_960,
  })
  expect(memory('')).toEqual({ totalBytes: 0, usedBytes: 0 })
})
