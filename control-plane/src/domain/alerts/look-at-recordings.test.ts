import {
  type ExportObservation,
  type Reason,
  RecordingId,
  type RecordingObservation,
} from '@cashbacktv/contract'
import { beforeEach, expect, test } from 'vitest'
import { unnamedRecordings } from './look-at-recordings.ts'
import { type AlertWorld, channelId, createAlertWorld, hostId } from './test/alert-world.ts'

const DISK_FULL: Reason = { class: 'resource', code: 'disk-full', message: 'The disk is full.' }

let world: AlertWorld
beforeEach(() => {
  world = createAlertWorld()
  world.host(1)
  for (const number of [1, 2]) world.channel(number, 1, [])
  for (const number of [1, 2, 3]) {
    const channel = channelId(number === 3 ? 2 : 1)
    const recording = { name: `recording ${number}`, channelId: channel, endsAt: world.now() }
    world.conditions().recordings.set(recordingId(number), { ...recording, hostId: hostId(1) })
  }
})

const recordingId = (number: number) =>
  RecordingId.parse(`00000000-0000-4000-8000-00000000000${number}`)
const recording = (number: number, says: Partial<RecordingObservation>): RecordingObservation => ({
  id: recordingId(number),
  state: 'kept',
  begin: null,
  end: null,
  seconds: 60,
  bytes: 1,
  seams: 0,
  gaps: 0,
  missingSeconds: 0,
  ...says,
})
const failing = (number: number) => {
  const file: ExportObservation = {
    progress: 0,
    bytes: null,
    sha256: null,
    seconds: null,
    chapters: null,
    state: 'failed',
    reason: DISK_FULL,
  }
  return recording(number, { file })
}
const lost = (number: number) => recording(number, { state: 'lost', seconds: 0, bytes: 0 })
const raised = () => world.open().flatMap((one) => one.raised)

test('recordings that cannot be made into files are told by their names, once for a channel', () => {
  world.report(1, { recordings: [failing(1), failing(2)] })
  world.pass(70)
  expect(raised()).toMatchObject([
    {
      rule: 'recordings-failing',
      severity: 'warning',
      hostId: hostId(1),
      subjectKind: 'channel',
      subjectName: 'channel 1',
      reason: {
        class: 'resource',
        code: 'recordings-failing',
        params: { recording: 'recording 1', count: 1, why: { code: 'disk-full' } },
        message: expect.stringMatching(/^“recording 1” and 1 more\. Of the first: \S/),
      },
    },
  ])
  expect(world.messages).toHaveLength(1)
  world.report(1, { recordings: [recording(1, {}), recording(2, {})] })
  world.pass(310)
  expect(world.open()).toEqual([])
  expect(world.stored[0]?.healing).toBe('itself')
})

test('a lost recording is told until it is deleted, also of a channel that is off', () => {
  world.report(1, { recordings: [lost(3)] })
  world.pass(70)
  world.switchOff(2)
  world.pass(70)
  expect(raised()).toMatchObject([
    {
      rule: 'recordings-lost',
      subjectName: 'channel 2',
      reason: { code: 'recording-is-lost', params: { recording: 'recording 3' } },
    },
  ])
  world.report(1, { recordings: [] })
  world.pass(70)
  expect(world.open()).toEqual([])
  expect(world.stored[0]?.healing).toBe('past')
  expect(world.messages.map(({ news }) => news)).toEqual(['raised', 'over'])
})

test('recordings of several channels on one disk are one incident and one message', () => {
  world.report(1, { recordings: [failing(1), failing(3)] })
  world.pass(80)
  expect(world.open()).toMatchObject([
    {
      row: {
        cause: { kind: 'resource', resource: 'disk' },
        said: { code: 'incident-recordings', params: { name: 'host 1', count: 2 } },
      },
    },
  ])
  expect(world.messages).toHaveLength(1)
})

test('a lost recording is told beside what else fails of its channel, and holds up the end of neither', () => {
  world.channel(3, 1, ['one.example'])
  const around = { hostId: hostId(1), endsAt: world.now() }
  const own = { name: 'recording 4', channelId: channelId(3), ...around }
  world.conditions().recordings.set(recordingId(4), own)
  world.lose(3)
  world.report(1, { recordings: [lost(4)] })
  world.pass(80)
  const causes = world.open().map(({ row }) => row.cause.kind)
  expect(causes.sort()).toEqual(['resource', 'upstream'])
  expect(world.messages.map(({ news }) => news)).toEqual(['raised', 'raised'])
  world.heal(3)
  world.pass(40)
  expect(world.open().map(({ row }) => row.cause)).toMatchObject([{ resource: 'recordings' }])
  world.lose(3)
  world.pass(20)
  expect(world.open()).toHaveLength(2)
})

test('one that was lost half a day ago is told no more, and the next one is told again', () => {
  world.report(1, { recordings: [lost(3)] })
  world.pass(70)
  const recordings = world.conditions().recordings
  const before = { name: 'recording 3', channelId: channelId(2), hostId: hostId(1) }
  recordings.set(recordingId(3), {
    ...before,
    endsAt: new Date(world.now().getTime() - 13 * 3_600_000),
  })
  world.pass(70)
  expect(world.open()).toEqual([])
  recordings.set(recordingId(4), { ...before, name: 'recording 4', endsAt: world.now() })
  world.report(1, { recordings: [lost(3), lost(4)] })
  world.pass(80)
  expect(raised()).toMatchObject([{ reason: { params: { recording: 'recording 4' } } }])
  expect(world.messages.map(({ news }) => news)).toEqual(['raised', 'over', 'raised'])
})

test('a host that falls silent neither ends nor begins what it said of recordings', () => {
  world.report(1, { recordings: [lost(3)] })
  world.pass(70)
  world.silence(1)
  world.pass(200)
  expect(raised()).toContainEqual(expect.objectContaining({ rule: 'recordings-lost' }))
})

test('of a channel that is no more the host is told of, and no name is said', () => {
  world.report(1, { recordings: [lost(3)] })
  world.remove(2)
  world.pass(70)
  expect(raised()).toMatchObject([{ subjectName: 'host 1', reason: null }])
})

test('names are asked for once, and of those in trouble alone', () => {
  world.report(1, { recordings: [lost(3), failing(4), recording(5, {})] })
  world.pass(1)
  expect(unnamedRecordings(world.conditions(), world.fleet)).toEqual([recordingId(4)])
  expect([...world.conditions().recordings.keys()]).toEqual([recordingId(3)])
})

test('what a host says of recordings that lie on another raises nothing', () => {
  world.host(2)
  world.report(1, { recordings: [recording(1, {})] })
  world.report(2, { recordings: [failing(1), lost(3)] })
  world.pass(70)
  expect(world.open()).toEqual([])
})
