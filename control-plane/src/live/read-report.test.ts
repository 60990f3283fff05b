import { type ChannelObservation, Hello, HostId, HostReport } from '@cashbacktv/contract'
import { arbitraryOf } from '@cashbacktv/contract/arbitrary'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readLoosely } from '../domain/read-loosely.ts'
import { readReply } from '../link/read-reply.ts'
import { helloOf, reportOf } from '../link/test/test-agent.ts'
import { readReport } from './read-report.ts'

const OF_NEXT_RELEASE = { kind: 'of-the-next-release' }
const hostId = HostId.parse('00000000-0000-4000-a000-000000000001')
const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

const channel = (n: number, changes: object = {}) => {
  const observed = {
    channelId: idOf(n),
    state: 'running',
    since: '2026-11-30T10:00:00.000Z',
    reason: null,
    attempt: 0,
    nextTryAt: null,
    queuePosition: null,
    restartGeneration: 0,
    run: null,
    metrics: null,
    air: null,
  }
  return { ...observed, ...changes } as ChannelObservation
}

describe('a report of a newer agent', () => {
  it('loses only what is not known of a channel, and no other channel', () => {
    const warnings = [
      { code: 'new-one', params: {}, level: 'whispers', message: '' },
      { code: 'known', params: {}, level: 'tells', message: '' },
    ]
    const channels = [
      channel(1),
      channel(2, { quality: OF_NEXT_RELEASE, warnings }),
      channel(3, { state: 'levitating' }),
    ]
    const report = readReport(reportOf(hostId, { channels }))
    expect(report.isPartial).toBe(true)
    expect(report.channels).toEqual([channel(1), channel(2, { warnings: warnings.slice(1) })])
  })

  it('loses only what is not known of the host', () => {
    const known = reportOf(hostId, { channels: [channel(1)] })
    const report = readReport({ ...known, origin: OF_NEXT_RELEASE, waitingEvents: 'many' })
    expect(report).toEqual({ ...known, isPartial: true })
  })

  it('is whole with fields that are not known', () => {
    const report = reportOf(hostId)
    expect(readReport({ ...report, of: OF_NEXT_RELEASE })).toEqual(report)
  })

  it('is none of a host that cannot be named', () => {
    expect(() => readReport({ ...reportOf(hostId), hostId: OF_NEXT_RELEASE })).toThrow(TypeError)
    const many = Array.from({ length: 5001 }, () => ({}))
    expect(() => readReport({ ...reportOf(hostId), channels: many })).toThrow(TypeError)
  })

  test('with any one observation that cannot be read has all others', () => {
    fc.assert(
      fc.property(arbitraryOf(HostReport), fc.nat(), (value, at) => {
        const whole = HostReport.parse(value)
        const channels: unknown[] = [...whole.channels]
        channels.splice(at % (channels.length + 1), 0, OF_NEXT_RELEASE)
        expect(readReport({ ...whole, channels })).toEqual({ ...whole, isPartial: true })
      }),
      { numRuns: 20 },
    )
  })
})

test('a newer agent says hello although its abilities are not all known', () => {
  const hello = helloOf()
  const unheld = ['user', 'gravity']
  const sent = { ...hello, capabilities: { ...hello.capabilities, unheld, gpu: OF_NEXT_RELEASE } }
  const capabilities = { ...hello.capabilities, unheld: ['user'] }
  expect(readLoosely(Hello)(sent)).toEqual({ ...hello, capabilities })
})

describe('an answer of a newer agent', () => {
  const id = crypto.randomUUID()
  const video = { codec: 'h264', width: 1, height: 1, framesPerSecond: null }
  const facts = {
    container: 'mpegts',
    video: { ...video, interlaced: false, pixelFormat: null },
    audio: null,
    bitrateKbps: null,
  }

  it('is read but for what is not known', () => {
    const tracks = [{ codec: 'aac', kind: 'smell' }]
    const answer = { kind: 'facts', facts: { ...facts, audioTracks: tracks } }
    const read = { kind: 'facts', facts: { ...facts, audioTracks: [] } }
    expect(readReply({ id, answer })).toEqual({ id, answer: read })
  })

  it.each([OF_NEXT_RELEASE, { kind: 'probe', facts: 1 }])(
    'that cannot be read is told at once: %j',
    (answer) => {
      const failed = { kind: 'failed', reason: { code: 'answer-not-known' } }
      expect(readReply({ id, answer })).toMatchObject({ id, answer: failed })
    },
  )
})
