import { isCompactToken, LONGEST_PLAYBACK_SECONDS, PlaybackClaims } from '@cashbacktv/contract'
import { jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'

const LONGEST_TOKEN = 1024
/** Clocks of those who sign differ from ours. */
const TOLERANCE_SECONDS = 5

/** A player asks with the same token for every playlist: what was signed stays so until it is over. */
const believed = new LRUCache<string, PlaybackClaims>({ max: 20_000 })

/** What a token says that was signed for a channel with its key; `wrong` of any other, and of one that is over. */
export async function readToken(
  token: string,
  { key, channelId }: { key: string; channelId: string },
  now: number,
): Promise<PlaybackClaims | 'wrong'> {
  if (token.length > LONGEST_TOKEN || !isCompactToken(token)) return 'wrong'
  const name = `${key} ${channelId} ${token}`
  const claims = believed.get(name) ?? (await verified(token, key, channelId, now))
  if (claims === null || isOver(claims, now)) return 'wrong'
  believed.set(name, claims)
  return claims
}

async function verified(token: string, key: string, channelId: string, now: number) {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(key), {
      algorithms: ['HS256'],
      audience: channelId,
      requiredClaims: ['exp'],
      currentDate: new Date(now),
      clockTolerance: TOLERANCE_SECONDS,
    })
    return PlaybackClaims.parse(payload)
  } catch {
    return null
  }
}

function isOver({ exp }: PlaybackClaims, now: number): boolean {
  const left = exp - now / 1000
  return left < -TOLERANCE_SECONDS || left > LONGEST_PLAYBACK_SECONDS + 60
}
