import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identities } from '../../stack/ffmpeg-processes.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import { damageFile, filesReadBack, isWhole } from './damage-files.ts'
import { countKind, disorder, type LedgerEvent, readLedger } from './event-ledger.ts'
import { allGoOn, allRunning, lastSequences } from './fleet-channels.ts'
import { type FleetOnAir, startOnAir } from './start-on-air.ts'

const CHANNELS = 4

let onAir: FleetOnAir
let fleet: FleetOnAir['fleet']
let channels: FleetOnAir['channels'] = []
beforeAll(async () => {
  onAir = await startOnAir(CHANNELS)
  ;({ fleet, channels } = onAir)
})
afterAll(async () => {
  await onAir?.stop()
})

test.each(['garbage', 'empty', 'truncated'] as const)(
  'every file that is read back is damaged (%s): nothing on air stops, it is said, and it heals',
  async (damage) => {
    const before = identities(fleet.mediaDir)
    const ledger = await readLedger(fleet.database.url)
    const sequences = await lastSequences(channels)
    await Promise.all([fleet.kill('agent'), fleet.kill('origin')])
    const files = filesReadBack(fleet)
    writeFileSync(
      join(fleet.stateDir, 'calibrations.json'),
      '{"ffmpegVersion":"7","calibrations":[]}',
    )
    for (const paths of [...Object.values(files), [join(fleet.stateDir, 'calibrations.json')]]) {
      expect(paths.length).toBeGreaterThan(0)
      for (const path of paths) damageFile(path, damage)
    }
    await Promise.all([fleet.start('agent'), fleet.start('origin')])
    // Not from before: both copies of what was published are lost, so the dates and numbers jump.
    const audit = auditFleet(channels)
    await allRunning(fleet, CHANNELS)
    await allGoOn(channels, sequences)
    const notWhole = () =>
      Object.entries(filesReadBack(fleet)).flatMap(([what, paths]) =>
        paths.every(isWhole) ? [] : [what],
      )
    await expect.poll(notWhole, { timeout: 20_000 }).toEqual([])
    expect(identities(fleet.mediaDir)).toEqual(before)
    const after = await waitFor('the events', async () => {
      const now = await readLedger(fleet.database.url)
      return noticesOf(now).length > noticesOf(ledger).length ? now : null
    })
    expect(noticesOf(after).slice(noticesOf(ledger).length).join()).toMatch(
      /the last snapshot, 4 run records, \d+ events/,
    )
    expect(disorder(after)).toEqual([])
    expect(countKind(after, 'run-started')).toBe(countKind(ledger, 'run-started'))
    expect(countKind(after, 'run-adopted')).toBe(countKind(ledger, 'run-adopted') + CHANNELS)
    expect(fleet.child('agent').output()).toMatch(/source was damaged/)
    expect(fleet.child('agent').output()).toMatch(/presets cost was damaged/)
    expect(fleet.child('origin').output()).toMatch(/window.json and its copy are lost/)
    // The origin is not there yet when it is asked first.
    expect(await audit.violations(['not-answered'])).toEqual([])
  },
)

const noticesOf = (ledger: readonly LedgerEvent[]) =>
  ledger.flatMap(({ happening }) =>
    happening.kind === 'host-notice' ? [happening.reason.message] : [],
  )
