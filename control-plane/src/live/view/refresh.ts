import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChannelId, HostId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { Logger } from 'pino'
import { type ChannelFacts, type Fleet, idsOn } from '../../domain/fleet/fleet.ts'
import { putChannels } from '../../domain/fleet/put-channels.ts'
import { putHosts } from '../../domain/fleet/put-hosts.ts'
import { readChannelFacts, readHostFacts, readRevision } from './read-facts.ts'

/** With more hosts than these all are read: the query is shorter than the list of what to read. */
const MOST_HOSTS = 20
/** Channels taken in before others have their turn: some ten milliseconds. */
const AT_ONCE = 1000

export type Refresh = {
  /** What is stored of this host and its channels, or of channels without a host, may have changed. */
  mark(hostId: HostId | null): void
  /** Resolves when all that was marked has been read. @throws when the database is away */
  settled(): Promise<void>
  /** Tries again what failed; with `look` asks whether anything changed that nobody told of. */
  again(look: boolean): void
  /** True once after each reading. */
  tookIn(): boolean
  close(): void
}

type Options = { db: Db; fleet: Fleet; log: Pick<Logger, 'warn'>; now(): Date }
type Marks = { all: boolean; unplaced: boolean; hosts: Set<HostId> }
const noMarks = (): Marks => ({ all: false, unplaced: false, hosts: new Set() })

/** Brings facts from the database into the fleet, one reading at a time. */
export function createRefresh({ db, fleet, log, now }: Options): Refresh {
  let marks: Marks = { ...noMarks(), all: true }
  let running: Promise<void> | null = null
  let revision: string | null = null
  let failing = false
  let hasRead = false
  let isClosed = false

  const isMarked = () => marks.all || marks.unplaced || marks.hosts.size > 0

  async function readMarked() {
    while (isMarked() && !isClosed) {
      const taken = marks
      marks = noMarks()
      try {
        if (taken.all || taken.hosts.size > MOST_HOSTS) await readAll()
        else await readSome([...taken.hosts])
        failing = false
      } catch (error) {
        marks = {
          all: taken.all || marks.all,
          unplaced: taken.unplaced || marks.unplaced,
          hosts: new Set([...taken.hosts, ...marks.hosts]),
        }
        throw error
      }
      hasRead = true
    }
  }

  async function readAll() {
    const before = await readRevision(db)
    const [hosts, channels] = await Promise.all([
      readHostFacts(db, null),
      readChannelFacts(db, null),
    ])
    putHosts(fleet, hosts, [...fleet.hosts.keys()], now())
    await takeIn(channels, [...fleet.channels.keys()])
    revision = before
  }

  async function readSome(hostIds: HostId[]) {
    const channelIds = idsOn(fleet, hostIds)
    const [hosts, channels] = await Promise.all([
      hostIds.length > 0 ? readHostFacts(db, hostIds) : [],
      readChannelFacts(db, { hostIds, channelIds }),
    ])
    putHosts(fleet, hosts, hostIds, now())
    await takeIn(channels, channelIds)
    // Which revision this was of is not known: the next look reads everything once.
    revision = null
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

  async function look() {
    const found = await readRevision(db)
    if (revision !== found) marks.all = true
  }

  function settled(): Promise<void> {
    if (!running && !isMarked()) return Promise.resolve()
    running ??= readMarked().finally(() => {
      running = null
    })
    return running
  }
  function inBackground(work: () => Promise<void>) {
    work().catch((error) => {
      if (!failing && !isClosed) log.warn({ err: error }, 'the live view cannot be read anew')
      failing = true
    })
  }

  return {
    mark(hostId) {
      if (hostId) marks.hosts.add(hostId)
      else marks.unplaced = true
      // What is announced together is read together.
      setImmediate(() => inBackground(settled))
    },
    settled,
    again(isTimeToLook) {
      if (isTimeToLook) inBackground(() => look().then(settled))
      else if (isMarked()) inBackground(settled)
    },
    tookIn() {
      const took = hasRead
      hasRead = false
      return took
    },
    close() {
      isClosed = true
    },
  }
}
