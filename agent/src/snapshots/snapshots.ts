import {
  type ChannelId,
  DesiredState,
  type HostId,
  inEnglish,
  isSupportedProtocol,
  protocolRefusal,
} from '@cashbacktv/contract'
import { guardSnapshot } from '../domain/reconcile/snapshot-guard.ts'
import type { HostKeys } from '../files/host-keys.ts'
import { readSealed, writeSealed } from '../files/sealed-file.ts'

export type Offered =
  /** Not saved: at work, but the host would not know it after a restart. */
  | { kind: 'accepted'; saved: boolean }
  | { kind: 'ignored'; why: string }
  | { kind: 'held'; isNew: boolean; stops: number; running: number }

export interface Snapshots {
  current(): DesiredState | null
  heldRevision(): number | null
  /** The file was there and could not be read. */
  readonly damaged: string | null
  offer(next: DesiredState, running: ReadonlySet<ChannelId>): Offered
}

const PLACE = 'desired state'

/**
 * The accepted snapshot, on disk so that the host goes on without its control plane, and sealed: it
 * has the addresses of sources, with their passwords.
 */
export function openSnapshots(path: string, hostId: HostId, keys: HostKeys): Snapshots {
  const { read, isPlain } = readSealed(path, PLACE, DesiredState, keys)
  if (isPlain && read.kind === 'ok') save(path, read.value, keys)
  let current = read.kind === 'ok' && read.value.hostId === hostId ? read.value : null
  let held: number | null = null

  function offer(next: DesiredState, running: ReadonlySet<ChannelId>): Offered {
    if (!isSupportedProtocol(next.protocol)) {
      return { kind: 'ignored', why: inEnglish(protocolRefusal(next.protocol, 'agent')) }
    }
    if (next.hostId !== hostId) {
      return { kind: 'ignored', why: 'The snapshot is meant for another host.' }
    }
    const verdict = guardSnapshot(current, next, running)
    switch (verdict.kind) {
      case 'older':
        return { kind: 'ignored', why: `Revision ${next.revision} is older than the one at work.` }
      case 'hold': {
        const isNew = held !== next.revision
        held = next.revision
        return { kind: 'held', isNew, stops: verdict.stops, running: verdict.running }
      }
      case 'accept':
        current = next
        held = null
        return { kind: 'accepted', saved: save(path, next, keys) }
    }
  }

  return {
    current: () => current,
    heldRevision: () => held,
    damaged: read.kind === 'damaged' ? read.why : null,
    offer,
  }
}

function save(path: string, desired: DesiredState, keys: HostKeys): boolean {
  try {
    writeSealed(path, PLACE, desired, keys)
    return true
  } catch {
    return false
  }
}
