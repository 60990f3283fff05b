import { auditPlaylist } from '../../auditor/audit-playlist.ts'
import { watchMediaMemory } from '../../stack/media-memory.ts'
import { removeChannels } from '../../stack/remove-channels.ts'
import { traced } from '../../stack/system-calls.ts'
import { isBusyMachine } from '../busy-machine.ts'
import { paceOf } from '../viewer/pace-of.ts'
import { untilEstablished } from '../viewer/unnoticed.ts'
import { putOnAir } from './fleet-channels.ts'
import { reasonsOf } from './reasons-of.ts'
import { type Fleet, startFleet } from './start-fleet.ts'

/** A fleet that takes sources of this machine, and whose agent has its system calls written to `trace`. */
export function startTracedFleet(trace: string): Promise<Fleet> {
  return startFleet({
    command: (part) => [...(part === 'agent' ? traced(trace) : []), 'node', '--enable-source-maps'],
    env: () => ({ SOURCE_ALLOW_CIDRS: '127.0.0.1/32' }),
  })
}

type Hostile = { name: string; url: string; mode: 'copy' | 'transcode' }

/**
 * Has a good channel on air, starts one of each hostile source beside it, all at once, and waits until
 * every one of them says why it is not on air. What a try before has left is taken away first: its names and its FFmpegs
 * would be in the way.
 */
export async function startBesideGood(fleet: Fleet, goodUrl: string, sources: readonly Hostile[]) {
  await removeChannels(fleet)
  const [good] = await putOnAir(fleet, 1, goodUrl, 'transcode')
  const url = good?.playbackUrl ?? ''
  await untilEstablished(url)
  const ended = new AbortController()
  const memory = watchMediaMemory()
  const auditing = auditPlaylist({ url, signal: ended.signal })
  const telling = startEach(fleet, sources).then((started) => reasonsOf(fleet.api, started))
  const [told, pace] = await Promise.all([telling, paceOf(url)]).finally(() => {
    memory.stop()
    ended.abort()
  })
  const peaks = memory.stop()
  const { violations } = await auditing
  return {
    /** Why each is not on air, by its name. */
    told,
    /** Of the good channel, in shares of real time. */
    pace,
    /** What each program that handles media took of memory at most. */
    peaks,
    /** What a strict player of the good channel would say. */
    violations: violations.filter((violation) => !isBusyMachine(violation)),
  }
}

function startEach({ api }: Fleet, sources: readonly Hostile[]) {
  const start = ({ name, url, mode }: Hostile, at: number) =>
    api.startNew({ name, slug: `bad-${at}`, sources: [{ url }], output: { mode } })
  return Promise.all(sources.map(start))
}
