import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChannelId, HostId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import { type ChannelFacts, type Fleet, idsOn } from '../../domain/fleet/fleet.ts'
import { putChannels } from '../../domain/fleet/put-channels.ts'
import { putHosts } from '../../domain/fleet/put-hosts.ts'
import { putNames } from '../../domain/fleet/put-names.ts'
import { readChannelFacts, readHostFacts, readNames, readRevision } from './read-facts.ts'

/** Channels taken in before others have their turn: some ten milliseconds. */
const AT_ONCE = 1000

/** Reads what is stored into the fleet. */
export function createFleetReader({ db, fleet, now }: { db: Db; fleet: Fleet; now(): Date }) {
  /** All of it. Returns the revision that it is of. */
  async function readAll(): Promise<string> {
    const before = await readRevision(db)
    const [hosts, channels, names] = await Promise.all([
      readHostFacts(db, null),
      readChannelFacts(db, null),
      readNames(db),
    ])
    putNames(fleet, names)
    putHosts(fleet, hosts, [...fleet.hosts.keys()], now())
    await takeIn(channels, [...fleet.channels.keys()])
    return before
  }

  async function readSome(hostIds: HostId[]): Promise<void> {
    const channelIds = idsOn(fleet, hostIds)
    const [hosts, channels, names] = await Promise.all([
      hostIds.length > 0 ? readHostFacts(db, hostIds) : [],
      readChannelFacts(db, { hostIds, channelIds }),
      readNames(db),
    ])
    putNames(fleet, names)
    putHosts(fleet, hosts, hostIds, now())
    await takeIn(channels, channelIds)
  }

  async function takeIn(rows: ChannelFacts[], asked: ChannelId[]) {
    const there = new Set(rows.map(({ id }) => id))
    const gone = asked.filter((id) => !there.has(id))
    putChannels(fleet, [], gone, now())
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      if (from > 0) await nextTurn()
      putChannels(fleet, rows.slice(from, from + AT_ONCE), [], now())
    }
  }

  return { readAll, readSome, revision: () => readRevision(db) }
}
