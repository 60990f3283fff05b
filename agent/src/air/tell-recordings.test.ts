import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KnownDesired, RecordingSpec } from '@cashbacktv/contract'
import { afterAll, expect, test } from 'vitest'
import { makeChannel, makeDesired } from '../../test/channel-factory.ts'
import { tellRecordings } from './tell-recordings.ts'

const folder = mkdtempSync(join(tmpdir(), 'told-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the origin is told what is recorded with each snapshot, and again where its file was lost or changed', () => {
  const silent = () => undefined
  const log = { debug: silent, info: silent, warn: silent, error: silent }
  const paths = { recordings: join(folder, 'recordings.json') }
  let desired: KnownDesired | null = null
  const tell = tellRecordings({ paths, snapshots: { current: () => desired }, log })
  const told = () => JSON.parse(readFileSync(paths.recordings, 'utf8'))
  tell()
  expect(told).toThrow('ENOENT')
  const channel = makeChannel(1)
  desired = makeDesired(1, [channel])
  tell()
  expect(told()).toEqual({ channels: [channel.id], recordings: [] })
  const id = '00000000-0000-4000-8000-0000000000a1'
  const span = { from: '2026-11-28T12:00:00.000Z', to: null }
  const spec = RecordingSpec.parse({ id, channelId: channel.id, key: '0'.repeat(32), ...span })
  // Of a channel that is elsewhere by now.
  desired = makeDesired(2, [], { recordings: [spec] })
  tell()
  expect(told()).toEqual({ channels: [], recordings: [spec] })
  // Of one that cannot be read nothing is given up either.
  desired = { ...desired, revision: 3, unreadRecordings: [spec.id] }
  tell()
  expect(told()).toEqual({ channels: [], recordings: [spec], isPartial: true })
  writeFileSync(paths.recordings, '{')
  tell()
  expect(told().recordings).toEqual([spec])
  rmSync(paths.recordings)
  tell()
  expect(told().recordings).toEqual([spec])
})
