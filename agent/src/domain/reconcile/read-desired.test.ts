import { ChannelSpec, type KnownDesired, RecordingId, Sha256 } from '@cashbacktv/contract'
import { arbitraryOf } from '@cashbacktv/contract/arbitrary'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { channelId, makeChannel, makeDesired } from '../../../test/channel-factory.ts'
import { ModelHost } from '../../../test/model-host.ts'
import { readDesired } from './read-desired.ts'
import { isLive } from './world.ts'

/** What no schema of today admits in place of a setting. */
const OF_NEXT_RELEASE = { kind: 'of-the-next-release' }
const [A, B] = [channelId(1), channelId(2)]

type Json = Record<string, unknown>
const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))
const newer = (n: number, changes: object = {}) => {
  return { ...makeChannel(n), output: OF_NEXT_RELEASE, ...changes } as never
}
const stateOf = (host: ModelHost, id = A) => {
  const { state, reason } = host.world.channels.get(id) ?? {}
  return `${state} ${reason?.code ?? 'well'}`
}
const offer = (host: ModelHost, given: unknown) => {
  host.offer(readDesired(given, host.world.desired).desired)
  for (let round = 0; round < 5; round++) host.goOnAir()
}
const onAir = (...channels: Parameters<typeof makeDesired>[1]) => {
  const host = new ModelHost()
  offer(host, makeDesired(1, channels))
  return host
}
const liveRuns = (host: ModelHost, id = A) => host.runsOf(id).filter(isLive)

describe('a channel that is wanted in a way which only a newer agent knows', () => {
  it('goes on as it was wanted before, and says so', () => {
    const host = onAir(makeChannel(1), makeChannel(2))
    const before = host.runsOf(A)
    offer(host, makeDesired(2, [newer(1, { restartGeneration: 1 }), makeChannel(2)]))
    expect(host.runsOf(A)).toEqual(before)
    expect(stateOf(host)).toBe('degraded channel-not-known')
    expect(stateOf(host, B)).toBe('running well')
  })

  it('is started again as it was wanted before when its process ends', () => {
    const host = onAir(makeChannel(1))
    offer(host, makeDesired(2, [newer(1)]))
    const [before] = host.runsOf(A)
    host.die((run) => run.channelId === A)
    host.settle()
    expect(liveRuns(host)).not.toContainEqual(before)
    expect(liveRuns(host)).toHaveLength(1)
  })

  it('is ended by a person', () => {
    const host = onAir(makeChannel(1))
    offer(host, makeDesired(2, [newer(1, { on: false })]))
    expect(liveRuns(host)).toEqual([])
    expect(stateOf(host)).toBe('stopping well')
  })

  it('is not begun by what was wanted while it was off', () => {
    const host = onAir(makeChannel(1, { on: false }))
    offer(host, makeDesired(2, [newer(1)]))
    expect(liveRuns(host)).toEqual([])
    expect(stateOf(host)).toBe('error channel-not-known')
  })

  it('is not begun where nothing is known of it, and says so', () => {
    const host = onAir(makeChannel(2))
    offer(host, makeDesired(2, [newer(1), makeChannel(2)]))
    expect(liveRuns(host)).toEqual([])
    expect(stateOf(host)).toBe('error channel-not-known')
    expect(host.said).toContainEqual(expect.objectContaining({ kind: 'alarm-raised' }))
    expect(host.world.air.has(A)).toBe(false)
    expect(host.decide().actions).toEqual([])
  })

  it('is followed once it can be read', () => {
    const host = onAir(makeChannel(2))
    offer(host, makeDesired(2, [newer(1), makeChannel(2)]))
    offer(host, makeDesired(3, [makeChannel(1), makeChannel(2)]))
    expect(stateOf(host)).toBe('running well')
    expect(host.faults).toEqual([])
  })

  it('goes on under an agent that was taken back to an older release, and as viewers have it', () => {
    const host = onAir(makeChannel(1))
    const [before, air] = [host.runsOf(A), host.world.air.get(A)]
    host.world = { ...host.world, desired: null }
    host.restart()
    offer(host, makeDesired(2, [newer(1)]))
    expect(host.runsOf(A)).toEqual(before)
    expect(stateOf(host)).toBe('degraded channel-not-known')
    expect(host.world.air.get(A)).toEqual(air)
    host.die((run) => run.channelId === A)
    host.settle()
    expect(host.world.runs).toEqual([])
    expect(stateOf(host)).toBe('error channel-not-known')
  })

  it('is removed like any other', () => {
    const host = onAir(makeChannel(1), makeChannel(2))
    offer(host, makeDesired(2, [newer(1), makeChannel(2)]))
    offer(host, makeDesired(3, [makeChannel(2)]))
    expect(liveRuns(host)).toEqual([])
  })

  it('is held by no guard against channels that vanish', () => {
    const host = onAir(makeChannel(1), makeChannel(2), makeChannel(3))
    offer(host, makeDesired(2, [newer(1), newer(2), newer(3)]))
    expect(host.world.desired?.revision).toBe(2)
  })

  it('has who may watch it, and where, as it is wanted now', () => {
    const before = makeDesired(1, [makeChannel(1)])
    const now = newer(1, { name: 'New', slug: 'new', playback: OF_NEXT_RELEASE })
    const { channels } = readDesired(makeDesired(2, [now]), before).desired
    expect(channels).toEqual([{ ...makeChannel(1), name: 'New', slug: 'new' }])
  })

  it('is followed without a field that is new, of which nothing is said', () => {
    const before = makeDesired(1, [makeChannel(1)])
    const output = { ...makeChannel(1).output, hologram: OF_NEXT_RELEASE }
    const given = makeChannel(1, { priority: 9, output, hologram: OF_NEXT_RELEASE } as never)
    const { desired, notRead } = readDesired(makeDesired(2, [given]), before)
    expect(desired.channels).toEqual([makeChannel(1, { priority: 9 })])
    expect(notRead).toEqual([])
  })
})

describe('what comes beside channels', () => {
  const restream = (n: number, changes: object = {}) => {
    const id = channelId(n)
    const upload = { uploadMethod: 'put', deletesOld: false }
    return {
      id,
      name: `To ${n}`,
      url: 'udp://239.1.2.3:5',
      isOn: true,
      muxrateKbps: 0,
      ...upload,
      ...changes,
    }
  }

  it('is followed by destination: one that is not known stays as it was, and the channel says so', () => {
    const before = makeDesired(1, [makeChannel(1, { restreams: [restream(1)] as never })])
    const strange = { uploadMethod: 'carrier-pigeon' }
    const restreams = [restream(1, { ...strange, name: 'New' }), restream(2), restream(3, strange)]
    const given = makeDesired(2, [makeChannel(1, { priority: 9, restreams: restreams as never })])
    const { desired, notRead } = readDesired(given, before)
    const known = [restream(1), restream(2)]
    expect(desired.channels).toEqual([makeChannel(1, { priority: 9, restreams: known as never })])
    expect(desired.unread).toEqual([{ id: A, on: true }])
    expect(notRead).toEqual([`channels.${A}`])
  })

  it('is followed by setting of the host: one that is not known stays as it was', () => {
    const before = makeDesired(1, [])
    before.settings.stallSeconds = 77
    const settings = { ...before.settings, stallSeconds: OF_NEXT_RELEASE, maxStopShare: 0.1 }
    const given = { ...makeDesired(2, []), settings }
    const read = readDesired(given, before)
    expect(read.desired.settings).toEqual({ ...before.settings, maxStopShare: 0.1 })
    expect(read.notRead).toEqual(['settings.stallSeconds'])
    expect(readDesired(given, null).desired.settings.stallSeconds).toBe(30)
  })

  it('gives up nothing of a recording whose wishes are not known', () => {
    const id = RecordingId.parse(channelId(7))
    const recording = { id, channelId: A, key: 'a'.repeat(32), from: '2026-11-30T10:00:00.000Z' }
    const whole = { ...recording, to: null, rollingSeconds: 60, isExported: true, uploadedAs: null }
    const given = { ...makeDesired(2, []), recordings: [{ ...whole, rollingSeconds: 'all night' }] }
    const before = makeDesired(1, [], { recordings: [whole] })
    expect(readDesired(given, before).desired.recordings).toEqual([whole])
    const kept = { ...whole, rollingSeconds: null, isExported: false }
    expect(readDesired(given, null).desired.recordings).toEqual([kept])
  })

  it.each(['channelId', 'key', 'from'])('goes on without a recording of unknown %s', (field) => {
    const id = RecordingId.parse(channelId(7))
    const recording = { id, channelId: A, key: 'a'.repeat(32), from: '2026-11-30T10:00:00.000Z' }
    const known = { ...recording, to: null, rollingSeconds: 60, isExported: true, uploadedAs: null }
    const other = { ...known, id: channelId(8), [field]: OF_NEXT_RELEASE }
    const given = { ...makeDesired(2, [makeChannel(1)]), recordings: [known, other] }
    const { desired, notRead } = readDesired(given, null)
    expect(desired.channels).toEqual([makeChannel(1)])
    expect([desired.recordings, desired.unreadRecordings]).toEqual([[known], [other.id]])
    expect(notRead).toEqual([`recordings.${other.id}`])
    expect(readDesired(asJson(desired), null).desired.unreadRecordings).toEqual([other.id])
    const before = makeDesired(1, [], { recordings: [{ ...known, id: other.id as never }] })
    expect(readDesired(given, before).desired.recordings).toHaveLength(2)
  })

  it('keeps the bucket that it knows', () => {
    const bucket = { endpoint: 'https://s3.test', bucket: 'tapes', accessKey: 'a', secret: 'b' }
    const known = { ...bucket, region: 'us-east-1', prefix: '', addressing: 'path' as const }
    const given = { ...makeDesired(2, []), recordingBucket: { ...known, addressing: 'carrier' } }
    const before = makeDesired(1, [], { recordingBucket: known })
    expect(readDesired(given, before).desired.recordingBucket).toEqual(known)
    expect(readDesired(given, null).desired.recordingBucket).toBeNull()
  })

  it('leaves a channel as it was that needs a file of a kind which is not known', () => {
    const [old, strange] = [Sha256.parse('a'.repeat(64)), Sha256.parse('b'.repeat(64))]
    const logo = (sha256: Sha256) => {
      return { assetId: channelId(9), sha256, x: 0, y: 0, width: 0.1, opacity: 1 } as never
    }
    const asset = { sha256: old, mime: 'image/png' as const, bytes: 1 }
    const before = makeDesired(1, [makeChannel(1, { logo: logo(old) })], { assets: [asset] })
    const assets = [{ sha256: strange, mime: 'image/hologram', bytes: 1 }] as never
    const given = makeDesired(2, [makeChannel(1, { logo: logo(strange) }), makeChannel(2)], {
      assets,
    })
    const { channels, assets: known } = readDesired(given, before).desired
    expect(channels).toEqual([before.channels[0], makeChannel(2)])
    expect(known).toEqual([asset])
  })

  test.each(['channels', 'hostId', 'revision', 'protocol', 'removed'])(
    'is nothing without its %s as it always was',
    (field) => {
      const given = { ...makeDesired(2, [makeChannel(1)]), [field]: OF_NEXT_RELEASE }
      expect(() => readDesired(given, null)).toThrow()
    },
  )

  it('is nothing with a channel that cannot be named, which could be any', () => {
    const given = makeDesired(2, [makeChannel(1), newer(2, { id: OF_NEXT_RELEASE })])
    expect(() => readDesired(given, null)).toThrow()
  })
})

/** Every place in a value that has none below it, as the names on the way to it. */
function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return Object.entries(value).flatMap(([name, own]) => {
    return placesIn(own).map((place) => [name, ...place])
  })
}

function withNews(value: unknown, [name, ...below]: readonly string[]): unknown {
  if (name === undefined) return OF_NEXT_RELEASE
  const own = (value as Json)[name]
  const copy: object = Array.isArray(value) ? [...value] : { ...(value as object) }
  return Object.assign(copy, { [name]: withNews(own, below) })
}

/** Destinations are followed each by itself, and an id is what it always was. */
const isSetting = ([name]: readonly string[]) =>
  name !== undefined && name !== 'id' && name !== 'restreams'

const anyChannel = arbitraryOf(ChannelSpec).map((value) => ChannelSpec.parse(value))
const wished = fc.array(fc.record({ spec: anyChannel, isNewer: fc.boolean(), at: fc.nat() }), {
  minLength: 1,
  maxLength: 4,
})

test('whatever is not known of some channels, the others are followed and no run of these stops', () => {
  fc.assert(
    fc.property(wished, (wishes) => {
      const channels = wishes.map(({ spec }, n) => {
        const { id, slug, sources } = makeChannel(n + 1)
        return { ...spec, id, slug, sources, on: true, schedule: null, restartGeneration: 0 }
      })
      const host = onAir(...channels)
      const before = new Map(channels.map(({ id }) => [id, host.runsOf(id)]))
      const next = channels.map((spec, n) => {
        const changed = asJson({ ...spec, restartGeneration: 1 })
        const { isNewer, at } = wishes[n] ?? { isNewer: false, at: 0 }
        if (!isNewer) return changed
        const places = placesIn(changed).filter(isSetting)
        return withNews(changed, places[at % places.length] ?? ['output'])
      })
      offer(host, { ...makeDesired(2, []), channels: next })
      for (const [n, { id }] of channels.entries()) {
        const isNewer = wishes[n]?.isNewer ?? false
        const generations = liveRuns(host, id).map((run) => run.restartGeneration)
        expect(generations).toEqual([isNewer ? 0 : 1])
        if (isNewer) expect(host.runsOf(id)).toEqual(before.get(id))
      }
      expect(host.faults).toEqual([])
      const { unread = [] }: Partial<KnownDesired> = host.world.desired ?? {}
      expect(unread.length).toBe(wishes.filter(({ isNewer }) => isNewer).length)
    }),
    { numRuns: 50 },
  )
})
