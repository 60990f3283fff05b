import type { ChannelId } from '@cashbacktv/contract'
import type { ChannelMemory, World } from '../reconcile/world.ts'
import { isBack, isGone, listened, tryAtOnce, turnAway } from '../sources/lookout.ts'
import type { Known, Noted } from './note-observations.ts'
import type { HeardObservation } from './observation.ts'

const MOST_VIGILS = 1000
/** Longer than any wait between two tries: what was heard before still holds then. */
const FORGOTTEN_AFTER_MS = 60_000

/** A source that came back is tried at once, and one that is gone is left for another. */
export function noteHeard({ world, specs }: Known, observation: HeardObservation): Noted {
  const { url, heard, at, awaitedBy, doubtedBy } = observation
  const known = world.host.vigils.get(url)
  const before = known !== undefined && at - known.at < FORGOTTEN_AFTER_MS ? known : undefined
  const vigil = listened(before, heard)
  const channels = new Map<ChannelId, ChannelMemory>()
  const memoryOf = (id: ChannelId) => channels.get(id) ?? world.channels.get(id)
  if (isBack(before, heard)) {
    for (const { channelId } of awaitedBy) {
      const memory = memoryOf(channelId)
      if (memory !== undefined) channels.set(channelId, tryAtOnce(memory, at))
    }
  }
  if (isGone(vigil)) {
    for (const { channelId, sourceId } of doubtedBy) {
      const memory = memoryOf(channelId)
      const spec = specs.get(channelId)
      if (memory === undefined || spec === undefined || world.desired === null) continue
      const { settings } = world.desired
      channels.set(channelId, turnAway(memory, spec, sourceId, settings, at))
    }
  }
  return { channels, host: { ...world.host, vigils: kept(world, url, { ...vigil, at }) } }
}

type Vigils = World['host']['vigils']

/** With this one, which now stands last; without the oldest where there are too many. */
function kept({ host }: World, url: string, vigil: NonNullable<ReturnType<Vigils['get']>>): Vigils {
  const vigils = new Map(host.vigils)
  vigils.delete(url)
  vigils.set(url, vigil)
  const oldest = vigils.size > MOST_VIGILS ? vigils.keys().next().value : undefined
  if (oldest !== undefined) vigils.delete(oldest)
  return vigils
}
