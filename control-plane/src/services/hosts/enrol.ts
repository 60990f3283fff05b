import {
  type Enrolment,
  type EnrolmentReply,
  isSupportedProtocol,
  messageOf,
  protocolRefusal,
} from '@cashbacktv/contract'
import { type Db, hostCredentials, hosts, joinTokens } from '@cashbacktv/db'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { FleetContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Change, commitChange } from '../changes/commit-change.ts'
import { madeOnce } from '../changes/made-once.ts'
import { createHost, issueCredential } from './create-host.ts'
import { hashSecret } from './secret.ts'

/**
 * Spends a join token for a credential of the host's own. A host whose credential was revoked comes
 * back under its name with its channels. A token is not spent when the host cannot be taken.
 *
 * @throws DomainError `unauthenticated` for a token that is spent, expired or unknown, `conflict`
 * for the name of a host that holds a credential, `bad_request` for another protocol
 */
export async function enrol(ctx: FleetContext, input: Enrolment): Promise<EnrolmentReply> {
  if (!isSupportedProtocol(input.protocol)) {
    throw new DomainError('bad_request', protocolRefusal(input.protocol, 'control-plane'))
  }
  // Nobody is logged in who could be written down; the token says by whom it was made.
  const take = async (tx: Db): Promise<Change<EnrolmentReply>> => {
    const tokenId = await spend(tx, input.joinToken, ctx.now())
    const reply = await takeIn(tx, input.name)
    await tx.update(joinTokens).set({ hostId: reply.hostId }).where(eq(joinTokens.id, tokenId))
    return {
      result: reply,
      hosts: [],
      audit: null,
      announce: [['fleet.changed', { hostId: reply.hostId }]],
    }
  }
  // Of two under one name at once the second finds the first.
  return madeOnce(() => commitChange({ ...ctx, actor: null }, take))
}

async function spend(tx: Db, joinToken: string, now: Date): Promise<string> {
  const [spent] = await tx
    .update(joinTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(joinTokens.tokenHash, hashSecret(joinToken)),
        isNull(joinTokens.usedAt),
        gt(joinTokens.expiresAt, now),
      ),
    )
    .returning({ id: joinTokens.id })
  if (spent) return spent.id
  throw new DomainError('unauthenticated', messageOf('join-token-spent'))
}

async function takeIn(tx: Db, name: string): Promise<EnrolmentReply> {
  const [known] = await tx
    .select({ id: hosts.id })
    .from(hosts)
    .where(eq(hosts.name, name))
    .for('update')
  if (!known) return createHost(tx, name)
  const [held] = await tx
    .select({ id: hostCredentials.id })
    .from(hostCredentials)
    .where(and(eq(hostCredentials.hostId, known.id), isNull(hostCredentials.revokedAt)))
    .limit(1)
  if (!held) return issueCredential(tx, known.id)
  throw new DomainError('conflict', messageOf('host-name-taken', { name }))
}
