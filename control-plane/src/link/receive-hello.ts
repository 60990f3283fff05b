import {
  type Hello,
  type HelloReply,
  isSupportedProtocol,
  PROTOCOL,
  unsupportedProtocolMessage,
} from '@cashbacktv/contract'
import { hosts } from '@cashbacktv/db'
import { TRPCError } from '@trpc/server'
import { eq } from 'drizzle-orm'
import { lastEventNumber } from '../services/events/append.ts'
import type { LinkContext } from './link-context.ts'

/** An agent introduces itself; said again it changes nothing. */
export async function receiveHello(ctx: LinkContext, hello: Hello): Promise<HelloReply> {
  const { connection, service } = ctx
  const { hostId } = connection
  connection.refusal = isSupportedProtocol(hello.protocol)
    ? null
    : unsupportedProtocolMessage(hello.protocol, 'control plane')
  if (connection.refusal) {
    service.log.warn({ hostId, protocol: hello.protocol }, 'agent speaks another protocol')
    throw new TRPCError({ code: 'PRECONDITION_FAILED', message: connection.refusal })
  }
  const at = service.now()
  const { capabilities, protocol, bootId, appliedRevision } = hello
  await service.db
    .update(hosts)
    .set({ capabilities, protocol, bootId, appliedRevision, lastSeenAt: at })
    .where(eq(hosts.id, hostId))
  connection.persisted = { at: at.getTime(), appliedRevision }
  return {
    protocol: PROTOCOL,
    hostId,
    at: at.toISOString(),
    acknowledgedEvent: await lastEventNumber(service.db, hostId),
  }
}
