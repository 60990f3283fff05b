import { HostId, HostReport } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { expect, test } from 'vitest'
import { answerByOurClock, clockLag, eventsByOurClock, reportByOurClock } from './host-clock.ts'

const NOW = new Date('2026-01-02T12:00:00.000Z')
const HOST = HostId.parse('7d3a0c1e-4c8f-4d0e-9a51-0d9b53a4f001')
const ours = (seconds: number) => new Date(NOW.getTime() + seconds * 1000).toISOString()
/** What a host says whose clock is so many seconds behind. */
const by = (behind: number) => (seconds: number) => ours(seconds - behind)

function reportBy(at: ReturnType<typeof by>) {
  const times = { model: 1, ssim: 0.9, score: 90 }
  const channel = madeObservation({
    channelId: '00000000-0000-4000-8000-000000000001',
    state: 'backoff',
    since: at(-10),
    attempt: 1,
    nextTryAt: at(5),
    run: {
      runId: 'abcdefgh-0123456789abcdef',
      pid: 1,
      sourceId: HOST,
      fingerprint: 'x',
      startedAt: at(-9),
    },
    content: {
      conditions: [{ kind: 'silence', since: at(-8), alarms: true }],
      seconds: {},
      learntSeconds: {},
      isLearning: false,
      loudness: null,
    },
    quality: {
      estimate: { ...times, at: at(-7), calibratedAt: at(-70) },
      none: null,
      measured: { ...times, vmaf: null, seconds: 9, at: at(-6) },
    },
    air: {
      showing: 'slate',
      mediaSequence: 1,
      segments: 6,
      lastPublishedAt: at(-5),
      viewers: 0,
      sentBytes: 0,
      soundMissingSince: at(-4),
      past: {
        bytes: 1,
        since: at(-3600),
        bytesPerHour: null,
        shortened: { by: 'disk', since: at(-60) },
      },
    },
    slates: { since: at(-3), recent: 1, recentSince: at(-3) },
    restreams: [
      { id: HOST, state: 'failing', since: at(-2), reason: null, attempt: 1, nextTryAt: at(3) },
    ],
  })
  return HostReport.parse({
    protocol: 1,
    hostId: HOST,
    at: at(0),
    appliedRevision: 1,
    sample: null,
    origin: { answers: true, lastWordAt: at(-1) },
    channels: [channel],
  })
}

test.each([
  ['behind by half a minute', 30],
  ['behind by an hour', 3600],
  ['ahead by an hour', -3600],
])('what a host says whose clock is %s is dated as by one that is right', (_, behind) => {
  const said = reportBy(by(behind))
  const lag = clockLag(0, said.at, NOW)
  expect(lag).toBe(behind * 1000)
  expect(reportByOurClock(said, lag)).toEqual(reportBy(ours))
  const happening = { kind: 'agent-started', version: '1', adopted: 0 } as const
  const event = { number: 1, at: by(behind)(-20), happening }
  expect(eventsByOurClock([event], lag, NOW)).toEqual([{ ...event, at: ours(-20) }])
})

test('what a host kept from before its clock was set back is never dated ahead, and is not lost for that', () => {
  const event = (seconds: number) => {
    const happening = { kind: 'agent-started', version: '1', adopted: 0 } as const
    return { number: 1, at: ours(seconds), happening }
  }
  const datedAt = (seconds: number) => eventsByOurClock([event(seconds)], 7_200_000, NOW)[0]?.at
  expect(datedAt(-7230)).toBe(ours(-30))
  expect(datedAt(-600)).toBe(ours(-600))
  expect(datedAt(90)).toBe(ours(0))
})

test('what is measured when somebody asks for it is dated as in the reports of the host', () => {
  const measured = { model: 1, ssim: 0.9, score: 90, vmaf: null, seconds: 9, at: ours(3594) }
  const answer = { kind: 'quality' as const, measured }
  expect(answerByOurClock(answer, -3_600_000)).toMatchObject({ measured: { at: ours(-6) } })
})

test('what a host says whose clock is right is left as it is, however late it comes', () => {
  const said = reportBy(by(7))
  expect(clockLag(0, said.at, NOW)).toBe(0)
  expect(reportByOurClock(said, 0)).toBe(said)
})

test('reports that come sooner and later date what stays as it was the same', () => {
  let lag = 0
  const lags = [30, 31, 29.5, 36, 30].map((behind) => {
    lag = clockLag(lag, by(behind)(0), NOW)
    return lag
  })
  expect(new Set(lags)).toEqual(new Set([30_000]))
})

test('a clock that was set right is believed again', () => {
  expect(clockLag(3_600_000, by(0.2)(0), NOW)).toBe(0)
  expect(clockLag(3_600_000, by(-90)(0), NOW)).toBe(-90_000)
})

test('no clock makes an instant that cannot be written', () => {
  for (const said of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) {
    const report = { ...reportBy(ours), at: said }
    for (const lag of [clockLag(0, said, NOW), -clockLag(0, said, NOW)]) {
      expect(HostReport.safeParse(reportByOurClock(report, lag)).success).toBe(true)
    }
  }
})
