import { afterAll, beforeAll, expect, test } from 'vitest'
import { identities } from '../../stack/ffmpeg-processes.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import {
  countKind,
  disorder,
  type LedgerEvent,
  mostStarting,
  readLedger,
  runsOnAir,
} from './event-ledger.ts'
import { allGoOn, allRunning, lastSequences } from './fleet-channels.ts'
import { type FleetOnAir, startOnAir } from './start-on-air.ts'
import { tell } from './tell.ts'

const CHANNELS = 120
const STARTS_AT_ONCE = 16

let onAir: FleetOnAir
let fleet: FleetOnAir['fleet']
let source: FleetOnAir['source']
let channels: FleetOnAir['channels'] = []
beforeAll(async () => {
  onAir = await startOnAir(CHANNELS, {
    source: { burstBytes: 150_000 },
    settings: { maxConcurrentStarts: STARTS_AT_ONCE, restartCooldownSeconds: 3 },
  })
  ;({ fleet, source, channels } = onAir)
}, 180_000)
afterAll(async () => {
  await onAir?.stop()
})

test('killed six times under all channels, the supervisor adopts each process and starts none', async () => {
  // A start that failed while 120 began at once is none of the supervisor's that was killed.
  const begun = await ledgerWith((all) => runsOnAir(all) === CHANNELS)
  const before = identities(fleet.mediaDir)
  expect(before).toHaveLength(CHANNELS)
  const audits = auditFleet(channels)
  const tookMs: number[] = []
  for (let kill = 0; kill < 6; kill++) {
    const sequences = await lastSequences(channels)
    await fleet.kill('agent')
    const at = performance.now()
    await fleet.start('agent')
    await waitFor(
      'adoption',
      () => fleet.child('agent').output().includes('Runs of the agent before'),
      { everyMs: 10 },
    )
    tookMs.push(Math.round(performance.now() - at))
    expect(identities(fleet.mediaDir)).toEqual(before)
    await allGoOn(channels, sequences)
  }
  tell({
    what: `supervisor killed under ${CHANNELS} channels: all adopted, slowest of six`,
    value: Math.max(...tookMs),
    note: tookMs.join(', '),
    bar: { atMost: 2000 },
  })
  const adopted = countKind(begun, 'run-adopted') + 6 * CHANNELS
  const ledger = await ledgerWith((all) => countKind(all, 'run-adopted') === adopted)
  expect(disorder(ledger)).toEqual([])
  for (const kind of ['run-started', 'run-exited', 'orphan-removed'] as const)
    expect([kind, countKind(ledger, kind)]).toEqual([kind, countKind(begun, kind)])
  expect(mostStarting(ledger)).toBeLessThanOrEqual(STARTS_AT_ONCE)
  expect(await audits.violations()).toEqual([])
  // The figure is the bar's; this only tells that it is not the time of starting them anew.
  expect(Math.min(...tookMs)).toBeLessThan(5000)
}, 90_000)

test('the origin killed, and then both killed: no process ends and no playlist goes back', async () => {
  const before = identities(fleet.mediaDir)
  const audits = auditFleet(channels)
  const first = await lastSequences(channels)
  await fleet.kill('origin')
  const at = performance.now()
  await fleet.start('origin')
  const tookMs = Math.round(performance.now() - at)
  await allGoOn(channels, first)
  const second = await lastSequences(channels)
  await Promise.all([fleet.kill('origin'), fleet.kill('agent')])
  await Promise.all([fleet.start('origin'), fleet.start('agent')])
  await allGoOn(channels, second)
  await allRunning(fleet, CHANNELS)
  expect(identities(fleet.mediaDir)).toEqual(before)
  tell({ what: 'origin killed: it answers again', value: tookMs, bar: { atMost: 1000 } })
  // Nobody answers while the origin is not there.
  expect(await audits.violations(['not-answered'])).toEqual([])
})

test('the upstream of all channels dies and returns: starts stay bounded and every channel comes back', async () => {
  const audits = auditFleet(channels)
  await source.goAway()
  await ledgerWith((ledger) => runsOnAir(ledger) === 0)
  await source.comeBack()
  const at = performance.now()
  await ledgerWith((ledger) => runsOnAir(ledger) === CHANNELS)
  tell({
    what: `upstream of ${CHANNELS} channels back: all on air again`,
    value: Math.round(performance.now() - at),
  })
  await allRunning(fleet, CHANNELS)
  await allGoOn(channels, await lastSequences(channels))
  const ledger = await readLedger(fleet.database.url)
  expect(disorder(ledger)).toEqual([])
  expect(mostStarting(ledger)).toBeLessThanOrEqual(STARTS_AT_ONCE)
  expect(identities(fleet.mediaDir)).toHaveLength(CHANNELS)
  const staleMs = await audits.longestStaleMs()
  tell({
    what: `upstream of ${CHANNELS} channels gone: longest without a new segment`,
    value: staleMs,
    bar: { atMost: 4000 },
  })
  // How soon 120 slates come at once is a matter of the machine; that each has one is not.
  expect(staleMs).toBeLessThan(9000)
  expect(await audits.violations(['stale'])).toEqual([])
})

function ledgerWith(wanted: (ledger: readonly LedgerEvent[]) => boolean) {
  const look = async () => {
    const ledger = await readLedger(fleet.database.url)
    return wanted(ledger) ? ledger : null
  }
  return waitFor('the events to arrive', look, { timeoutMs: 60_000 })
}
