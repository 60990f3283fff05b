import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endOldest, identities } from '../../stack/ffmpeg-processes.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import { countKind, readLedger } from './event-ledger.ts'
import { allGoOn, allRunning, lastSequences } from './fleet-channels.ts'
import { type FleetOnAir, startOnAir } from './start-on-air.ts'

const CHANNELS = 4
const HOUR_MS = 3_600_000
const CLOCK = join(import.meta.dirname, 'stepped-clock.mjs')

const folder = tempFolder('clock')
const stepFile = join(folder.path, 'step')
let onAir: FleetOnAir
let fleet: FleetOnAir['fleet']
let channels: FleetOnAir['channels'] = []
beforeAll(async () => {
  const command = () => ['node', '--enable-source-maps', '--import', CLOCK]
  const env = () => ({ CLOCK_STEP_FILE: stepFile })
  const onHost = {
    command: (part: string) => (part === 'control-plane' ? ['node'] : command()),
    env,
  }
  onAir = await startOnAir(CHANNELS, onHost)
  ;({ fleet, channels } = onAir)
})
afterAll(async () => {
  await onAir?.stop()
  folder.remove()
})

test.each([
  ['forward', HOUR_MS],
  ['back to where it was', 0],
  ['back', -HOUR_MS],
])(
  'the clock of the host steps an hour %s: nothing on air changes, and supervision goes on',
  async (_, step) => {
    const before = identities(fleet.mediaDir)
    const ledger = await readLedger(fleet.database.url)
    const audit = auditFleet(channels)
    writeFileSync(stepFile, String(step))
    await allGoOn(channels, await lastSequences(channels))
    await allRunning(fleet, CHANNELS)
    expect(identities(fleet.mediaDir)).toEqual(before)
    endOldest(fleet.mediaDir)
    await waitFor('the death and the new start to be told', async () => {
      const now = await readLedger(fleet.database.url)
      return countKind(now, 'first-segment') === countKind(ledger, 'first-segment') + 1
    })
    await allRunning(fleet, CHANNELS)
    // Adopted while the clock is off, by programs that never saw it right.
    const processes = identities(fleet.mediaDir)
    await Promise.all([fleet.kill('agent'), fleet.kill('origin')])
    await Promise.all([fleet.start('agent'), fleet.start('origin')])
    await allRunning(fleet, CHANNELS)
    await allGoOn(channels, await lastSequences(channels))
    expect(identities(fleet.mediaDir)).toEqual(processes)
    const after = await readLedger(fleet.database.url)
    expect(countKind(after, 'run-exited')).toBe(countKind(ledger, 'run-exited') + 1)
    expect(after.map(({ number }) => number)).toEqual(after.map((_event, index) => index + 1))
    expect(await audit.violations(['not-answered'])).toEqual([])
  },
)
