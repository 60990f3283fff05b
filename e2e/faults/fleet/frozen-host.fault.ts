import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { identities } from '../../stack/ffmpeg-processes.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import { countKind, readLedger } from './event-ledger.ts'
import { allGoOn, allRunning, lastSequences } from './fleet-channels.ts'
import { type FleetOnAir, startOnAir } from './start-on-air.ts'
import { tell } from './tell.ts'

const System = z.object({ hosts: z.array(z.object({ link: z.string(), lastSeenAt: z.string() })) })
const CHANNELS = 3
/** Beyond the moment at which the socket of a dead peer is ended. */
const FROZEN_MS = 20_000

let onAir: FleetOnAir
beforeAll(async () => {
  onAir = await startOnAir(CHANNELS)
}, 90_000)
afterAll(async () => {
  await onAir?.stop()
})

const hostNow = async () => {
  const { body } = await onAir.fleet.api.send('GET', '/monitoring/system')
  const [host] = System.parse(body).hosts
  if (!host) throw new Error('There is no host.')
  return host
}
const freeze = (signal: 'SIGSTOP' | 'SIGCONT') => onAir.fleet.child('agent').process.kill(signal)

test('a frozen host is unknown within seconds, since its last report, and heals without a restart', async () => {
  const { fleet, channels } = onAir
  onTestFinished(() => void freeze('SIGCONT'))
  await allRunning(fleet, CHANNELS)
  const before = identities(fleet.mediaDir)
  const audit = auditFleet(channels)
  freeze('SIGSTOP')
  const frozenAt = Date.now()
  const phases = async () => (await fleet.api.channels()).items.map(({ phase }) => phase)
  const isUnknown = async () => (await phases()).every((phase) => phase === 'unknown')
  await waitFor('the silence to be noticed', isUnknown, { everyMs: 100, timeoutMs: 30_000 })
  const noticedMs = Date.now() - frozenAt
  const { lastSeenAt } = await hostNow()
  tell({ what: 'a frozen host is unknown', value: noticedMs, bar: { atMost: 10_000 } })
  // The last report came within the second before the freeze; what was on its way may follow it.
  expect(Math.abs(Date.parse(lastSeenAt) - frozenAt)).toBeLessThan(1500)
  for (;;) {
    expect(await hostNow()).toMatchObject({ link: 'unknown', lastSeenAt })
    const { items } = await fleet.api.channels()
    expect(items.map(({ phase, since }) => [phase, since])).toEqual(
      channels.map(() => ['unknown', lastSeenAt]),
    )
    if (Date.now() - frozenAt > FROZEN_MS) break
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  freeze('SIGCONT')
  await allRunning(fleet, CHANNELS)
  await waitFor('the host to be heard again', async () => (await hostNow()).link === 'connected')
  await waitFor('no channel unknown', async () => !(await phases()).includes('unknown'))
  await allGoOn(channels, await lastSequences(channels))
  expect(identities(fleet.mediaDir)).toEqual(before)
  const ledger = await readLedger(fleet.database.url)
  expect([countKind(ledger, 'run-started'), countKind(ledger, 'run-exited')]).toEqual([CHANNELS, 0])
  expect(await audit.violations()).toEqual([])
  expect(noticedMs).toBeLessThan(12_000)
}, 90_000)
