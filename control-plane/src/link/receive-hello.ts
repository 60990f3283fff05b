import {
  type Hello,
  type HelloReply,
  isSupportedProtocol,
  PROTOCOL,
  protocolRefusal,
} from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
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
  const { capabilities, protocol, bootId, appliedRevision } = hello
  await service.db
    .update(hosts)
    .set({
      capabilities,
      protocol,
      bootId,
      appliedRevision,
      lastSeenAt: at,
      desiredRevision: revisionBeyond(appliedRevision ?? 0),
    })
    .where(eq(hosts.id, hostId))
  await useCredential(service, connection)
  connection.desiredChanged.raise()
  void service.live.publish('fleet.changed', { hostId })
  connection.heardAt = at.getTime()
  connection.persisted = { at: at.getTime(), appliedRevision }
  return {
    protocol: PROTOCOL,
    hostId,
    at: at.toISOString(),
    acknowledgedEvent: await lastEventNumber(service.db, hostId),
  }
}
