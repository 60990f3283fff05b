import { createHmac } from 'node:crypto'

/** Who asks the origin for a destination: it counts no viewer by this name. */
const RESTREAM_AGENT = 'cashbacktv-restream'

/** The name it asks under; of a channel that not everyone may watch with a proof that it is one of ours. */
export function restreamAgent(playbackKey: string | null): string {
  if (playbackKey === null) return RESTREAM_AGENT
  const proof = createHmac('sha256', playbackKey).update(RESTREAM_AGENT).digest('base64url')
  return `${RESTREAM_AGENT} ${proof}`
}

export function isRestreamAgent(userAgent: string | undefined): boolean {
  return userAgent?.split(' ', 1)[0] === RESTREAM_AGENT
}
