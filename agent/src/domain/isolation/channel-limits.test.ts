import { inEnglish } from '@cashbacktv/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cgroupBase } from './cgroup-base.ts'
import { channelShare, coresOf, groupFiles } from './channel-limits.ts'
import { chooseCores, parseCpuList } from './choose-cores.ts'

const MIB = 1024 ** 2

const written = (limits: Parameters<typeof channelShare>[0], runs = 1, ramDiskBytes = 0) =>
  Object.fromEntries(
    groupFiles(channelShare(limits, runs, ramDiskBytes)).map(({ name, content }) => [
      name,
      content,
    ]),
  )

describe('the limits of a channel', () => {
  it('are written as the kernel takes them', () => {
    const limits = { memoryBytes: 300_000_000, cpuPercent: 150 }
    expect(written({ limits, priority: 50 })).toEqual({
      'cpu.weight': '100',
      'cpu.max': '150000 100000',
      'memory.oom.group': '1',
      'memory.max': String(300_000_000 + 96 * MIB),
    })
  })

  it('are taken away by the word max', () => {
    const limits = { memoryBytes: null, cpuPercent: null }
    expect(written({ limits, priority: 100 })).toMatchObject({
      'cpu.weight': '400',
      'cpu.max': 'max 100000',
      'memory.max': 'max',
    })
  })

  it('are there for each of two runs while one is made to follow the other', () => {
    const limits = { memoryBytes: 1000, cpuPercent: 80 }
    expect(written({ limits, priority: 0 }, 2)).toMatchObject({
      'cpu.weight': '25',
      'cpu.max': '160000 100000',
      'memory.max': String(2000 + 96 * MIB),
    })
  })

  it('do not count segments on the RAM disk, however many are kept', () => {
    const bytes = fc.nat(2 ** 40)
    fc.assert(
      fc.property(bytes, (kept) => {
        const limits = { memoryBytes: 1000, cpuPercent: null }
        const left = Number(written({ limits, priority: 50 }, 1, kept)['memory.max']) - kept - 1000
        expect(left).toBeGreaterThanOrEqual(64 * MIB)
        expect(left).toBeLessThanOrEqual(96 * MIB)
      }),
    )
  })

  it('are whole cores where only a CPU set holds them', () => {
    const cores = (cpuPercent: number | null) =>
      coresOf({ cpuPercent, memoryBytes: null, weight: 100 })
    expect([5, 100, 101, 400, null].map(cores)).toEqual([1, 1, 2, 4, null])
  })
})

describe('chooseCores', () => {
  const host = fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 32 })
  const count = fc.integer({ min: 1, max: 40 })

  it('gives as many different cores of the host as were asked for, or all', () => {
    fc.assert(
      fc.property(host, count, fc.array(fc.array(fc.nat(200))), (cores, wanted, others) => {
        const chosen = chooseCores(wanted, cores, others, [])
        expect(new Set(chosen).size).toBe(Math.min(wanted, cores.length))
        expect(chosen.every((core) => cores.includes(core))).toBe(true)
      }),
    )
  })

  it('leaves a channel on its cores when more or fewer are asked for', () => {
    fc.assert(
      fc.property(host, count, count, (cores, before, after) => {
        const own = chooseCores(before, cores, [], [])
        const next = chooseCores(after, cores, [cores], own)
        expect(next.slice(0, own.length)).toEqual(own.slice(0, after))
      }),
    )
  })

  it('spreads channels: no core is taken twice while another is free', () => {
    fc.assert(
      fc.property(host, fc.array(count, { maxLength: 20 }), (cores, counts) => {
        const chosen: number[][] = []
        for (const wanted of counts) chosen.push(chooseCores(wanted, cores, chosen, []))
        const taken = cores.map((core) => chosen.flat().filter((each) => each === core).length)
        expect(Math.max(...taken) - Math.min(...taken)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('reads the list of cores as the kernel writes it', () => {
    expect(parseCpuList('0-3,8,10-11\n')).toEqual([0, 1, 2, 3, 8, 10, 11])
    expect(parseCpuList('')).toEqual([])
  })
})

describe('cgroupBase', () => {
  it('is our own group, or the one above it when ours is called agent', () => {
    expect(cgroupBase('0::/\n')).toEqual({ ok: true, path: '/' })
    expect(cgroupBase('0::/docker/1f\n')).toEqual({ ok: true, path: '/docker/1f' })
    const own = '0::/system.slice/cashbacktv-agent.service/agent\n'
    expect(cgroupBase(own)).toEqual({ ok: true, path: '/system.slice/cashbacktv-agent.service' })
  })

  it.each([
    ['a host of version 1', '5:memory:/x\n1:cpu,cpuacct:/\n0::/\n', /version 1.*systemd\.unified/],
    ['a host that says nothing', '', /version 1/],
    ['a group outside the container', '0::/../..\n', /outside its container.*Delegate=yes/],
    ['the group of a unit itself', '0::/system.slice/a.service\n', /unit.*DelegateSubgroup=agent/],
  ])('refuses %s and says what to do', (_what, own, why) => {
    const place = cgroupBase(own)
    expect(place.ok ? null : inEnglish(place.why)).toMatch(why)
  })
})
