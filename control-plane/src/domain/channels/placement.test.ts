import { HostId, inEnglish, messageOf } from '@cashbacktv/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HostRoom, type Placement, place } from './placement.ts'

const anywhere = { pinnedTo: null, current: null }
const host = (changes: Partial<HostRoom> = {}): HostRoom => ({
  id: HostId.parse(crypto.randomUUID()),
  name: 'edge',
  connected: true,
  draining: false,
  channels: 0,
  cores: 4,
  cpuPercent: null,
  freeCores: null,
  usableCores: null,
  neededCores: 0,
  lacksEncoder: false,
  ...changes,
})
const hosts = fc.array(
  fc.record({
    id: fc.uuid().map((id) => HostId.parse(id)),
    name: fc.constantFrom('a', 'b'),
    connected: fc.boolean(),
    draining: fc.boolean(),
    channels: fc.nat(200),
    cores: fc.integer({ min: 1, max: 64 }),
    cpuPercent: fc.option(fc.integer({ min: 0, max: 100 })),
    freeCores: fc.constant(null),
    usableCores: fc.constant(null),
    neededCores: fc.constant(0),
    lacksEncoder: fc.constant(false),
  }),
  { maxLength: 6 },
)

describe('place', () => {
  it('leaves a pinned channel where it is pinned, draining, silent or full', () => {
    const full = host({ draining: true, connected: false, channels: 500 })
    const wish = { pinnedTo: full.id, current: null }
    expect(place(wish, [host(), full])).toMatchObject({ kind: 'placed', hostId: full.id })
  })

  it('never moves a channel off a silent host by itself', () => {
    const silent = host({ connected: false })
    const wish = { pinnedTo: null, current: silent.id }
    expect(place(wish, [host(), silent])).toMatchObject({ hostId: silent.id })
  })

  it('lets a channel that is to leave stay where its host is well, and finds one that is else', () => {
    const [well, silent, drains] = [
      host(),
      host({ connected: false }),
      host({ draining: true, channels: 0 }),
    ]
    const from = (id: HostId) => ({ ...anywhere, leaving: id })
    const all = [well, silent, drains]
    expect(place(from(well.id), all)).toMatchObject({ hostId: well.id })
    expect(place(from(silent.id), all)).toMatchObject({ hostId: well.id })
    expect(place(from(drains.id), all)).toMatchObject({ hostId: well.id })
    expect(place(from(drains.id), [silent, drains])).toMatchObject({ kind: 'unplaced' })
  })

  it('takes the only host, connected or not', () => {
    const only = host({ connected: false })
    expect(place(anywhere, [only])).toMatchObject({ kind: 'placed', hostId: only.id })
  })

  it('takes the host with the fewest channels a core', () => {
    const small = host({ channels: 4, cores: 2 })
    const large = host({ channels: 10, cores: 16 })
    expect(place(anywhere, [small, large])).toMatchObject({ hostId: large.id })
  })

  it('prefers a connected host, and the less busy of equals', () => {
    const [silent, busy, idle] = [
      host({ connected: false }),
      host({ channels: 1, cpuPercent: 90 }),
      host({ channels: 1, cpuPercent: 5 }),
    ]
    expect(place(anywhere, [silent, busy, idle])).toMatchObject({ hostId: idle.id })
  })

  describe('by what is free', () => {
    const room = (freeCores: number, changes: Partial<HostRoom> = {}) =>
      host({ freeCores, usableCores: 3.52, neededCores: 0.5, ...changes })

    it('takes a host where it fits, however few channels another one has', () => {
      const [full, fitting] = [room(0.4), room(0.6, { channels: 30 })]
      expect(place(anywhere, [full, fitting])).toMatchObject({ hostId: fitting.id })
    })

    it('leaves a channel that rests where it is as long as it fits there', () => {
      const [own, other] = [room(0.6, { channels: 9 }), room(3)]
      const wish = { ...anywhere, preferred: own.id }
      expect(place(wish, [own, other])).toMatchObject({ hostId: own.id })
      expect(place(wish, [{ ...own, freeCores: 0.1 }, other])).toMatchObject({ hostId: other.id })
    })

    it('lets it wait with the figures where it fits nowhere', () => {
      const placement = place(anywhere, [room(0.4, { name: 'a' }), room(-0.2, { name: 'b' })])
      expect(placement).toEqual({
        kind: 'unplaced',
        why: expect.objectContaining({ code: 'no-capacity' }),
      })
      expect(said(placement)).toContain('Cores free: a 0.40 of 3.52, b 0.00 of 3.52.')
    })

    it('takes a host with a GPU for what is to be encoded on one, also when a person says anyway', () => {
      const [none, card] = [room(3, { lacksEncoder: true }), room(0.6, { channels: 30 })]
      for (const anyway of [false, true]) {
        expect(place({ ...anywhere, anyway }, [none, card])).toMatchObject({ hostId: card.id })
        expect(
          place({ ...anywhere, anyway }, [none, { ...card, lacksEncoder: true }]),
        ).toMatchObject({
          kind: 'unplaced',
        })
      }
    })

    it('takes the best one anyway when a person says so, and judges neither a pin nor an only host', () => {
      const [a, b] = [room(0.1, { channels: 5 }), room(0.2)]
      expect(place({ ...anywhere, anyway: true }, [a, b])).toMatchObject({ hostId: b.id })
      expect(place({ ...anywhere, pinnedTo: a.id }, [a, b])).toMatchObject({ hostId: a.id })
      expect(place(anywhere, [a])).toMatchObject({ hostId: a.id })
    })

    it('leaves a host that has not said what it has to judge by itself', () => {
      const [full, silent] = [room(0.1), host({ neededCores: 9 })]
      expect(place(anywhere, [full, silent])).toMatchObject({ hostId: silent.id })
    })
  })

  it('says why when there is none', () => {
    const draining = host({ draining: true })
    expect(place(anywhere, [])).toEqual({ kind: 'unplaced', why: messageOf('no-host-yet') })
    expect(place(anywhere, [draining, host({ draining: true })])).toEqual({
      kind: 'unplaced',
      why: messageOf('all-hosts-draining'),
    })
  })

  it('gives a reason always, never a draining host among others, and the same host in any order', () => {
    fc.assert(
      fc.property(hosts, (list) => {
        const placement = place(anywhere, list)
        expect(said(placement)).not.toBe('')
        expect(place(anywhere, list.toReversed())).toEqual(placement)
        if (placement.kind === 'unplaced' || list.length < 2) return
        expect(list.find(({ id }) => id === placement.hostId)?.draining).toBe(false)
      }),
    )
  })
})

function said(placement: Placement): string {
  return placement.kind === 'placed' ? placement.reason : inEnglish(placement.why)
}
