import {
  type Hello,
  type HelloReply,
  isSupportedProtocol,
  messageOf,
  PROTOCOL,
  protocolRefusal,
} from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { hearAgent, twoAgentsSince } from '../domain/agents-heard.ts'
import { lastEventNumber } from '../services/events/append.ts'
import { useCredential } from '../services/hosts/renew-credential.ts'
import { revisionBeyond } from './go-beyond.ts'
import type { LinkContext } from './link-context.ts'
import { linkRefusal } from './link-refusal.ts'
import { noteClock } from './note-clock.ts'

/** An agent introduces itself; said again it changes nothing. */
export async function receiveHello(ctx: LinkContext, hello: Hello): Promise<HelloReply> {
  const { connection, service } = ctx
  const { hostId } = connection
  connection.refusal = isSupportedProtocol(hello.protocol)
    ? null
    : protocolRefusal(hello.protocol, 'control-plane')
  if (connection.refusal) {
    service.log.warn({ hostId, protocol: hello.protocol }, 'agent speaks another protocol')
    throw linkRefusal('PRECONDITION_FAILED', connection.refusal)
  }
  const at = service.now()
  if (hello.at !== undefined) noteClock(ctx, hello.at, at)
  await writeDown(ctx, hello, at)
  await useCredential(service, connection)
  connection.desiredChanged.raise()
  void service.live.publish('fleet.changed', { hostId })
  connection.heardAt = at.getTime()
  connection.persisted = { at: at.getTime(), appliedRevision: hello.appliedRevision }
  return {
    protocol: PROTOCOL,
    hostId,
    at: at.toISOString(),
    acknowledgedEvent: await lastEventNumber(service.db, hostId),
  }
}

/**
 * Under the lock of its row: two agents with one identity may introduce themselves at once. Who was
 * superseded while waiting for it has a successor that was heard already, and is not written over that.
 */
async function writeDown({ connection, hub, service }: LinkContext, hello: Hello, at: Date) {
  const { hostId } = connection
  const { capabilities, protocol, bootId, appliedRevision } = hello
  const isFirst = connection.heardAt === null
  await service.db.transaction(async (tx) => {
    const own = eq(hosts.id, hostId)
    const [row] = await tx
      .select({ heard: hosts.agentsHeard })
      .from(hosts)
      .where(own)
      .for('no key update')
    if (!hub.isCurrent(connection)) throw linkRefusal('CONFLICT', messageOf('link-superseded'))
    const before = row?.heard ?? null
    const agentsHeard = isFirst ? hearAgent(before, hello, at) : before
    await tx
      .update(hosts)
      .set({
        capabilities,
        protocol,
        bootId,
        agentsHeard,
        appliedRevision,
        lastSeenAt: at,
        desiredRevision: revisionBeyond(appliedRevision ?? 0),
      })
      .where(own)
    if (twoAgentsSince(agentsHeard, at) && !twoAgentsSince(before, at)) {
      service.log.warn({ hostId }, 'two agents connect as one host: one has a copy of its folder')
    }
  })
}
