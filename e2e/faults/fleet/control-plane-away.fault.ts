import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endOldest, ffmpegProcesses, identities, identityOf } from '../../stack/ffmpeg-processes.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import { countKind, disorder, readLedger } from './event-ledger.ts'
import { allGoOn, allRunning, lastSequences } from './fleet-channels.ts'
import { type FleetOnAir, startOnAir } from './start-on-air.ts'

const CHANNELS = 4

let onAir: FleetOnAir
let fleet: FleetOnAir['fleet']
let channels: FleetOnAir['channels'] = []
beforeAll(async () => {
  onAir = await startOnAir(CHANNELS, { redis: true })
  ;({ fleet, channels } = onAir)
})
afterAll(async () => {
  await onAir?.stop()
})

describe.each([
  {
    what: 'the control plane',
    away: () => fleet.kill('control-plane'),
    back: () => fleet.start('control-plane'),
  },
  {
    what: 'its database',
    away: () => fleet.database.kill(),
    back: () => fleet.database.start(),
  },
  {
    what: 'its Redis',
    away: async () => fleet.redis?.kill(),
    back: async () => fleet.redis?.start(),
  },
])('$what killed', ({ away, back }) => {
  test('the host restarts what dies by itself, and tells it once each and in order afterwards', async () => {
    const before = await readLedger(fleet.database.url)
    const audit = auditFleet(channels)
    await away()
    const { victim, others } = endOldest(fleet.mediaDir)
    const restarted = () => {
      const now = ffmpegProcesses(fleet.mediaDir)
      return now.length === CHANNELS && now.every(({ pid }) => pid !== victim.pid)
    }
    await waitFor('a new process for the one that died', restarted, { everyMs: 20 })
    await allGoOn(channels, await lastSequences(channels))
    await back()
    await waitFor(
      'the events to arrive',
      async () => {
        const now = await readLedger(fleet.database.url)
        return countKind(now, 'first-segment') > countKind(before, 'first-segment')
      },
      { timeoutMs: 40_000 },
    )
    await allRunning(fleet, CHANNELS)
    const after = await readLedger(fleet.database.url)
    expect(disorder(after)).toEqual([])
    for (const kind of ['run-exited', 'run-started', 'first-segment'] as const) {
      expect([kind, countKind(after, kind)]).toEqual([kind, countKind(before, kind) + 1])
    }
    expect(identities(fleet.mediaDir)).toEqual(expect.arrayContaining(others.map(identityOf)))
    expect(await audit.violations()).toEqual([])
  })
})
