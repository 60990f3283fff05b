import { appendFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runChild } from '../../stack/child.ts'
import { tempFolder } from '../../stack/temp-folder.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import { disorder, readLedger } from './event-ledger.ts'
import { allGoOn, allRunning, lastSequences } from './fleet-channels.ts'
import { type FleetOnAir, startOnAir } from './start-on-air.ts'
import { tell } from './tell.ts'

const CHANNELS = 4
/** Only root may mount a RAM disk of its own size. */
const mayMount = process.getuid?.() === 0

describe.skipIf(!mayMount)('a RAM disk that fills up under channels on air', () => {
  const disk = tempFolder('disk')
  const filler = join(disk.path, 'filler')
  let onAir: FleetOnAir
  let fleet: FleetOnAir['fleet']
  let channels: FleetOnAir['channels'] = []
  beforeAll(async () => {
    await runChild('mount', ['-t', 'tmpfs', '-o', 'size=128m,mode=755', 'tmpfs', disk.path])
    onAir = await startOnAir(CHANNELS, { mediaParent: disk.path })
    ;({ fleet, channels } = onAir)
  })
  afterAll(async () => {
    await onAir?.stop()
    await runChild('umount', [disk.path])
    disk.remove()
  })

  test('shows the slate while nothing can be written, says why, and every channel goes on by itself once there is room', async () => {
    // Made in the background soon after the start, and not any more once there is no room.
    const haveSlates = () => channels.every(({ id }) => existsSync(slateOf(id)))
    await waitFor('a slate for each channel', haveSlates, { timeoutMs: 60_000 })
    const audit = auditFleet(channels)
    const before = await lastSequences(channels)
    const keepFull = setInterval(() => fill(filler), 50)
    try {
      await allShow('slate')
      await waitFor('the notice', async () => (await noticed()).includes('media-full'))
      await allGoOn(channels, await lastSequences(channels))
    } finally {
      clearInterval(keepFull)
    }
    rmSync(filler)
    const freedAt = performance.now()
    await allShow('live')
    tell({
      what: 'RAM disk freed: the picture is back',
      value: Math.round(performance.now() - freedAt),
    })
    await allRunning(fleet, CHANNELS)
    await allGoOn(channels, before)
    const ledger = await readLedger(fleet.database.url)
    expect(disorder(ledger)).toEqual([])
    expect(await audit.violations()).toEqual([])
  })

  const slateOf = (id: string) => join(fleet.mediaDir, id, 'slate')

  const allShow = (what: 'live' | 'slate') =>
    waitFor(
      `all channels to show ${what}`,
      async () => {
        const views = await Promise.all(channels.map(({ id }) => fleet.api.channel(id)))
        return views.every(({ showing }) => showing === what)
      },
      { timeoutMs: 30_000, everyMs: 1000 },
    )

  const noticed = async () =>
    (await readLedger(fleet.database.url)).map(({ happening }) =>
      happening.kind === 'host-notice' ? happening.reason.code : happening.kind,
    )
})

/** Takes every byte that is free, also what has been freed since the last time. */
function fill(path: string): void {
  for (let bytes = 64 << 20; bytes >= 4096; ) {
    try {
      appendFileSync(path, Buffer.alloc(bytes))
    } catch {
      bytes >>= 1
    }
  }
}
