import {
  type ChannelId,
  type HostId,
  inEnglish,
  isSupportedProtocol,
  type KnownDesired,
  protocolRefusal,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { readDesired } from '../domain/reconcile/read-desired.ts'
import { guardSnapshot } from '../domain/reconcile/snapshot-guard.ts'
import type { HostKeys } from '../files/host-keys.ts'
import { readSealed, writeSealed } from '../files/sealed-file.ts'

export type Offered = { next: KnownDesired } & (
  | {
      kind: 'accepted'
      /** If not: at work, but the host would not know it after a restart. */
      saved: boolean
      /** What in it is not known here, where that is new. */
      notRead: readonly string[]
    }
  | { kind: 'ignored'; why: string }
  | { kind: 'held'; isNew: boolean; stops: number; running: number }
)

export interface Snapshots {
  current(): KnownDesired | null
  heldRevision(): number | null
  /** The file was there and could not be read. */
  readonly damaged: string | null
  /** @throws ZodError when it is no desired state */
  offer(given: unknown, running: ReadonlySet<ChannelId>): Offered
}

const PLACE = 'desired state'

/** An agent of a newer release may have kept what this one does not know. */
const KeptDesired = z.unknown().transform((value, { addIssue }) => {
  try {
    return readDesired(value, null).desired
  } catch {
    addIssue('not a desired state')
    return z.NEVER
  }
})

/**
 * The accepted snapshot, on disk so that the host goes on without its control plane, and sealed: it
 * has the addresses of sources, with their passwords.
 */
export function openSnapshots(path: string, hostId: HostId, keys: HostKeys): Snapshots {
  const { read, isPlain } = readSealed(path, PLACE, KeptDesired, keys)
  if (isPlain && read.kind === 'ok') save(path, read.value, keys)
  let current = read.kind === 'ok' && read.value.hostId === hostId ? read.value : null
  let held: number | null = null
  let saidUnread = ''

  function offer(given: unknown, running: ReadonlySet<ChannelId>): Offered {
    const { desired: next, notRead } = readDesired(given, current)
    const refusal = refusalOf(next, hostId)
    if (refusal !== null) return { kind: 'ignored', next, why: refusal }
    const verdict = guardSnapshot(current, next, running)
    switch (verdict.kind) {
      case 'older': {
        const why = `Revision ${next.revision} is older than the one at work.`
        return { kind: 'ignored', next, why }
      }
      case 'hold': {
        const isNew = held !== next.revision
        held = next.revision
        return { kind: 'held', next, isNew, stops: verdict.stops, running: verdict.running }
      }
      case 'accept': {
        current = next
        held = null
        const isSaid = saidUnread === notRead.join()
        saidUnread = notRead.join()
        const saved = save(path, next, keys)
        return { kind: 'accepted', next, saved, notRead: isSaid ? [] : notRead }
      }
    }
  }

  return {
    current: () => current,
    heldRevision: () => held,
    damaged: read.kind === 'damaged' ? read.why : null,
    offer,
  }
}

/** Why it is not for this agent, in English; null when it is. */
function refusalOf(next: KnownDesired, hostId: HostId): string | null {
  if (!isSupportedProtocol(next.protocol)) {
    return inEnglish(protocolRefusal(next.protocol, 'agent'))
  }
  return next.hostId === hostId ? null : 'The snapshot is meant for another host.'
}

function save(path: string, desired: KnownDesired, keys: HostKeys): boolean {
  try {
    writeSealed(path, PLACE, desired, keys)
    return true
  } catch {
    return false
  }
}
