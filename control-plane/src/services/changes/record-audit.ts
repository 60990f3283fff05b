import type { AuditDeed, AuditDoor, AuditKind } from '@cashbacktv/contract'
import { auditEntries, channels, type Db, hosts, users } from '@cashbacktv/db'
import { type SQL, sql } from 'drizzle-orm'
import type { Actor, ServiceContext } from '../../context.ts'
import { actorName } from '../../domain/accounts/actor-name.ts'

type About = {
  subjectId: string | null
  /** When it is not the actor of the context. */
  actor?: Pick<Actor, 'id' | 'email' | 'key'> | null
}

/** What a person did, by what it was done to. Without secrets: addresses of sources are redacted by the caller. */
export type AuditEntry = About & AuditDeed

type AuditContext = Pick<ServiceContext, 'actor' | 'now' | 'address' | 'door'>

/** Each takes a dozen parameters, of which a statement may have 65,535. */
const AT_ONCE = 1000

/** Writes down what a person did, in the transaction of what was done. */
export async function recordAudit(
  ctx: AuditContext,
  tx: Db,
  entries: readonly AuditEntry[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    await insert(ctx, tx, entries.slice(from, from + AT_ONCE))
  }
}

async function insert(ctx: AuditContext, tx: Db, entries: readonly AuditEntry[]): Promise<void> {
  const at = ctx.now()
  await tx.insert(auditEntries).values(
    entries.map(({ action, subjectType, subjectId, detail = {}, actor = ctx.actor }) => ({
      at,
      actorId: actor?.id ?? null,
      actorEmail: actor && actorName(actor),
      action,
      subjectType,
      subjectId,
      detail,
      subjectName: nameOf(subjectType, subjectId, detail),
      // What the system does by itself while somebody asks for something else came from nowhere.
      address: actor ? (ctx.address ?? null) : null,
      door: actor ? doorOf(ctx, actor) : null,
    })),
  )
}

function doorOf(
  { door }: Pick<ServiceContext, 'door'>,
  { key }: Pick<Actor, 'key'>,
): AuditDoor | null {
  return key ? 'key' : (door ?? null)
}

const NAMED = { channel: [channels, channels.name], host: [hosts, hosts.name] } as const

/** As it is called at that moment, by what is written down anyway or else by its row. */
function nameOf(kind: AuditKind, id: string | null, detail: object): string | SQL | null {
  const renamed = at(at(at(detail, 'changed'), 'name'), 'after')
  const names = [renamed, ...['name', 'email', 'label'].map((key) => at(detail, key))]
  const written = names.find((one) => typeof one === 'string')
  if (typeof written === 'string') return written
  if (id === null) return null
  if (kind === 'user') return sql`(select ${users.email} from ${users} where ${users.id} = ${id})`
  if (kind !== 'channel' && kind !== 'host') return null
  const [table, column] = NAMED[kind]
  return sql`(select ${column} from ${table} where ${table.id} = ${id})`
}

function at(value: unknown, key: string): unknown {
  return Object.hasOwn(Object(value), key) ? Reflect.get(Object(value), key) : undefined
}
