import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { endOldest, identities, identityOf } from '../../stack/ffmpeg-processes.ts'
import { addressOf } from '../../stack/part-environments.ts'
import { waitFor } from '../../stack/wait-for.ts'
import { auditFleet } from './audit-fleet.ts'
import { countKind, disorder, readLedger } from './event-ledger.ts'
import {
  allGoOn,
  allRunning,
  type FleetChannel,
  lastSequences,
  putOnAir,
} from './fleet-channels.ts'
import { type HostNetwork, makeHostNetwork, mayMakeNetworks } from './network-namespace.ts'
import { type Fleet, startFleet } from './start-fleet.ts'

const CHANNELS = 2

describe.skipIf(!mayMakeNetworks())('the network between a host and its control plane', () => {
  let network: HostNetwork
  let fleet: Fleet
  let channels: FleetChannel[] = []
  beforeAll(async () => {
    network = await makeHostNetwork()
    fleet = await startFleet({
      controlHost: network.outsideAddress,
      command: (part) => [...(part === 'agent' ? network.inside : []), 'node'],
      env: (part, { controlPort }): NodeJS.ProcessEnv =>
        part === 'agent'
          ? { CONTROL_PLANE_URL: addressOf(controlPort, network.outsideAddress) }
          : {},
    })
    channels = await putOnAir(fleet, CHANNELS, 'testcard://320x180@10', 'transcode')
  })
  afterAll(async () => {
    await network?.mend()
    await fleet?.stop()
    await network?.remove()
  })

  test('is cut without a word: both sides find out, the host goes on, and tells all once and in order after', async () => {
    onTestFinished(() => network.mend())
    await allRunning(fleet, CHANNELS)
    const before = await readLedger(fleet.database.url)
    const exited = countKind(before, 'run-exited')
    const audit = auditFleet(channels)
    await network.cut()
    const { others } = endOldest(fleet.mediaDir)
    await waitFor(
      'both sides to notice',
      async () => {
        const views = await Promise.all(channels.map(({ id }) => fleet.api.channel(id)))
        const isKnown = views.every(({ phase }) => phase === 'unknown')
        return isKnown && fleet.said('agent').includes('The control plane is away')
      },
      { timeoutMs: 60_000 },
    )
    await allGoOn(channels, await lastSequences(channels))
    expect(countKind(await readLedger(fleet.database.url), 'run-exited')).toBe(exited)
    await network.mend()
    const after = await waitFor(
      'the events to arrive',
      async () => {
        const now = await readLedger(fleet.database.url)
        return countKind(now, 'first-segment') > countKind(before, 'first-segment') ? now : null
      },
      { timeoutMs: 60_000 },
    )
    await allRunning(fleet, CHANNELS)
    expect(disorder(after)).toEqual([])
    expect(countKind(after, 'run-exited')).toBe(exited + 1)
    expect(countKind(after, 'run-started')).toBe(countKind(before, 'run-started') + 1)
    expect(identities(fleet.mediaDir)).toEqual(expect.arrayContaining(others.map(identityOf)))
    expect(await audit.violations()).toEqual([])
  })
})
