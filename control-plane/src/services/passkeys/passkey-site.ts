import { type PasskeySite, tell } from '@cashbacktv/contract'
import type { ServiceContext } from '../../context.ts'
import { DomainError } from '../../domain/errors.ts'
import { passkeyPlace, type RelyingParty } from '../../domain/passkeys/relying-party.ts'

/** Where passkeys count, for who is to open that address, or why they cannot be used. */
export function passkeySiteOf({ config }: Pick<ServiceContext, 'config'>): PasskeySite {
  const place = passkeyPlace(config)
  if ('obstacle' in place) return { site: null, obstacle: tell(place.obstacle) }
  return { site: place.party.origin, obstacle: null }
}

/** @throws DomainError `conflict` that says what to set */
export function requireParty({ config }: Pick<ServiceContext, 'config'>): RelyingParty {
  const place = passkeyPlace(config)
  if ('obstacle' in place) throw new DomainError('conflict', place.obstacle)
  return place.party
}
