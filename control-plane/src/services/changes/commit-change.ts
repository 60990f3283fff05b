import { type Db, isDeadlock } from '@cashbacktv/db'
import type { ChangeContext } from '../../context.ts'
import type { Payloads } from '../../live/topics.ts'
import { announceHosts } from './announce-hosts.ts'
import { type AuditEntry, recordAudit } from './record-audit.ts'
import { type Touched, touchHosts } from './touch-hosts.ts'

/** What every instance may have to be told of a change, beside the hosts that it touches. */
type Announced = 'fleet.changed' | 'alerts.changed' | 'signing-key.changed' | 'link.revoked'
type Announcement = { [T in Announced]: readonly [topic: T, payload: Payloads[T]] }[Announced]

/** What a change did. A change that does not name its hosts and its audit does not compile. */
export type Change<T> = {
  result: T
  hosts: Touched
  /** Who did what, with what was before; null for what no person does. */
  audit: readonly AuditEntry[] | null
  /** Writes that nothing in the change waits for: they are sent with the two above, in one round trip. */
  writes?: readonly PromiseLike<unknown>[]
  /** Told to every instance after the commit, in this order. */
  announce?: readonly Announcement[]
}

/** One is rare; more than a few one after another are not waited out but told. */
const MOST_ATTEMPTS = 3

type Options = Parameters<Db['transaction']>[1]

/**
 * The one way to change what is wanted. In one transaction: `decide` locks, judges and writes, the
 * revisions of the hosts grow and the audit is written. After the commit the hosts are announced,
 * so that whoever holds their sockets sends the new snapshot, and what the change announces is told.
 * What throws leaves none of it. Where it and others wait for each other and PostgreSQL gives it up,
 * it is decided again, so `decide` keeps nothing of what it found.
 */
export async function commitChange<T>(
  ctx: ChangeContext,
  decide: (tx: Db) => Promise<Change<T>>,
  options?: Options,
): Promise<T> {
  const commit = () =>
    ctx.db.transaction(async (tx) => {
      const { result, hosts, audit, writes = [], announce = [] } = await decide(tx)
      const touching = touchHosts(tx, hosts)
      await allOf([touching, ...writes, recordAudit(ctx, tx, audit ?? [])])
      const touched = await touching
      if (touched.length > 0 && audit?.length === 0) throw new Error('A change has no audit.')
      return { result, touched, hosts, announce }
    }, options)
  const { result, touched, hosts, announce } = await againAfterDeadlock(commit)
  await announceHosts(ctx, touched)
  if (hosts !== 'all' && hosts.includes(null))
    await ctx.live.publish('fleet.changed', { hostId: null })
  for (const [topic, payload] of announce) await ctx.live.publish(topic, payload)
  return result
}

/** What groups or presets are called is read with the channels of no host. */
export const NAMES_CHANGED: readonly Announcement[] = [['fleet.changed', { hostId: null }]]

/** For a request that finds everything as it wants it. */
export function unchanged<T>(result: T): Change<T> {
  return { result, hosts: [], audit: [] }
}

async function againAfterDeadlock<T>(commit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commit()
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isDeadlock(error)) throw error
    }
  }
}

/** Waits for every one even when one fails: none may be sent after the transaction has ended. */
async function allOf(queries: readonly PromiseLike<unknown>[]): Promise<void> {
  // A query is sent by each look at it, so each is looked at once.
  const sent = queries.map(async (query) => query)
  try {
    await Promise.all(sent)
  } catch (error) {
    await Promise.allSettled(sent)
    throw error
  }
}
