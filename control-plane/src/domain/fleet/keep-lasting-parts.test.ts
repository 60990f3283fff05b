import { type ChannelObservation, HostReport } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { expect, test } from 'vitest'
import { keepLastingParts } from './keep-lasting-parts.ts'

const ids = [1, 2].map((number) => `00000000-0000-4000-8000-00000000000${number}`)
const SINCE = '2026-11-23T12:00:00.000Z'

const channel = (channelId: string | undefined, pid: number, attempt: number) =>
  madeObservation({
    channelId,
    since: SINCE,
    attempt,
    run: {
      runId: 'maaaaaa1-0123456789abcdef',
      pid,
      sourceId: channelId,
      startedAt: SINCE,
      fingerprint: 'abcdef0123456789abcdef0123456789',
    },
  })
const report = (...channels: ChannelObservation[]) =>
  HostReport.parse({
    protocol: 1,
    hostId: '00000000-0000-4000-8000-00000000000a',
    at: SINCE,
    appliedRevision: 1,
    sample: null,
    channels,
  })

test('what is as it was is that of the report before, and the new one says what it said', () => {
  const before = report(channel(ids[0], 1, 0), channel(ids[1], 2, 0))
  const next = report(channel(ids[0], 1, 5), channel(ids[1], 3, 0))
  const said = structuredClone(next)
  keepLastingParts(next, before)
  expect(next).toEqual(said)
  expect(next.channels[0]?.run).toBe(before.channels[0]?.run)
  expect(next.channels[1]?.run).not.toBe(before.channels[1]?.run)
  expect(Object.keys(next.channels[0] ?? {})).toEqual(Object.keys(said.channels[0] ?? {}))
})

test('of channels in another order, and of the first report, everything is new', () => {
  const [one, two] = [channel(ids[0], 1, 0), channel(ids[1], 1, 0)]
  const next = report(two, one)
  const said = structuredClone(next)
  keepLastingParts(next, report(one, two))
  keepLastingParts(next, undefined)
  expect(next).toEqual(said)
})
