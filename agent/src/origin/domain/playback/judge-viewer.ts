import { inNetworks, type PlaybackClaims, type PlaybackGuard } from '@cashbacktv/contract'
import type { Room } from './viewer-room.ts'

/** Who asks for a playlist, as far as is known. */
export type Asking = {
  /** `missing` without a token, `wrong` with one that the channel's key did not sign or that is over. */
  token: PlaybackClaims | 'missing' | 'wrong'
  address: string
  /** Host name of the site on whose page it is played; null of a player that does not say. */
  site: string | null
  /** Is counted as a viewer already. */
  isWatching: boolean
  /** For one more, by the channel's limit. */
  room: Room
}

export type Refusal =
  | 'token-missing'
  | 'token-wrong'
  | 'ended'
  | 'network'
  | 'site'
  | 'full'
  | 'crowded'

/** Why who asks may not watch; null if it may. */
export function judgeViewer(guard: PlaybackGuard, asking: Asking): Refusal | null {
  const { token, address } = asking
  const claims = typeof token === 'string' ? null : token
  if (guard.signed && claims === null) return token === 'missing' ? 'token-missing' : 'token-wrong'
  if (claims?.sub !== undefined && guard.ended.includes(claims.sub)) return 'ended'
  if (claims?.ip !== undefined && !inNetworks([claims.ip])(address)) return 'network'
  if (claims?.exempt) return null
  if (guard.networks.length > 0 && !inNetworks(guard.networks)(address)) return 'network'
  if (guard.sites.length > 0 && !isSite(guard.sites, asking.site)) return 'site'
  return asking.room === 'free' || asking.isWatching ? null : asking.room
}

function isSite(sites: readonly string[], asked: string | null): boolean {
  if (asked === null) return false
  return sites.some((site) =>
    site.startsWith('*.') ? asked.endsWith(site.slice(1)) : asked === site,
  )
}
