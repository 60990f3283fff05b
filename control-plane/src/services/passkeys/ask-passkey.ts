import { messageOf } from '@cashbacktv/contract'
import type { RequestContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { CEREMONY_SECONDS } from '../../domain/passkeys/ceremony-options.ts'
import type { RelyingParty } from '../../domain/passkeys/relying-party.ts'
import type { Asked } from './verify-passkey.ts'

/** What an attempt is asked to sign. `purpose` names the session or the log-in that it is of. */
export function newChallenge(ctx: RequestContext, purpose: string): string {
  return ctx.security.passkeyChallenges.create(purpose, CEREMONY_SECONDS, ctx.now())
}

/**
 * The attempt that comes back. A challenge is spent by the first who shows it, whether the rest of
 * what is shown is right or not; `wasOver` says that it counted for nothing any more.
 */
export function askedOf(
  ctx: RequestContext,
  party: RelyingParty,
  purpose: string,
): Asked & { wasOver(): boolean } {
  let isOver = false
  return {
    party,
    async isOurs(challenge) {
      const id = ctx.security.passkeyChallenges.idOf(challenge, purpose, ctx.now())
      isOver = id === null || !(await ctx.live.once(`passkey:${id}`, CEREMONY_SECONDS))
      return !isOver
    },
    wasOver: () => isOver,
  }
}

/** For who tries: the same whatever was wrong, but for an attempt that is merely over. */
export function passkeyOver(): DomainError {
  return new DomainError('unauthenticated', messageOf('passkey-over'))
}
