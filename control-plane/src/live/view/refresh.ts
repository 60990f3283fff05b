import type { HostId } from '@cashbacktv/contract'
import type { Db } from '@cashbacktv/db'
import type { Logger } from 'pino'
import type { Fleet } from '../../domain/fleet/fleet.ts'
import {
  ALL_MARKED,
  bothMarked,
  hostsToRead,
  isAnyMarked,
  marked,
  NO_MARKS,
} from '../../domain/fleet/marks.ts'
import { createFleetReader } from './fleet-reader.ts'

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

/** Brings facts from the database into the fleet, one reading at a time. */
export function createRefresh({ db, fleet, log, now }: Options): Refresh {
  const reader = createFleetReader({ db, fleet, now })
  let marks = ALL_MARKED
  let running: Promise<void> | null = null
  let revision: string | null = null
  let failing = false
  let hasRead = false
  /** Before somebody asks, the tables may not be there yet. */
  let isAsked = false
  let isClosed = false

  async function readMarked() {
    while (isAnyMarked(marks) && !isClosed) {
      const taken = marks
      marks = NO_MARKS
      try {
        await read(hostsToRead(taken))
        failing = false
      } catch (error) {
        marks = bothMarked(taken, marks)
        throw error
      }
      hasRead = true
    }
  }

  async function read(hostIds: HostId[] | null) {
    if (hostIds === null) {
      revision = await reader.readAll()
      return
    }
    await reader.readSome(hostIds)
    // Which revision this was of is not known: the next look reads everything once.
    revision = null
  }

  async function look() {
    if (revision !== (await reader.revision())) marks = { ...marks, all: true }
  }

  function settled(): Promise<void> {
    if (!running && !isAnyMarked(marks)) return Promise.resolve()
    running ??= readMarked().finally(() => {
      running = null
    })
    return running
  }
  function inBackground(work: () => Promise<void>) {
    if (!isAsked) return
    work().catch((error) => {
      if (!failing && !isClosed) log.warn({ err: error }, 'the live view cannot be read anew')
      failing = true
    })
  }

  return {
    mark(hostId) {
      marks = marked(marks, hostId)
      // What is announced together is read together.
      setImmediate(() => inBackground(settled))
    },
    settled() {
      isAsked = true
      return settled()
    },
    again(isTimeToLook) {
      if (isTimeToLook) inBackground(() => look().then(settled))
      else if (isAnyMarked(marks)) inBackground(settled)
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
