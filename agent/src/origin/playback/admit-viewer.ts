import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { PlaybackGuard } from '@cashbacktv/contract'
import { restreamAgent } from '../../domain/restreams/restream-agent.ts'
import type { OriginChannel } from '../channel/channel.ts'
import { steadyNow } from '../clock.ts'
import { judgeViewer, type Refusal } from '../domain/playback/judge-viewer.ts'
import { type AddressOf, askerOf, isViewer, type NameClient } from '../viewers/name-clients.ts'
import { readToken } from './read-token.ts'

/** Who asks, and what tells clients apart. */
export type Clients = { nameOf: NameClient; addressOf: AddressOf }

/** Why who asks for a playlist or a picture of the channel may not have it; null if it may. */
export async function refusalOf(
  req: IncomingMessage,
  guard: PlaybackGuard,
  channel: Pick<OriginChannel, 'channelId' | 'watching'>,
  { nameOf, addressOf }: Clients,
): Promise<Refusal | null> {
  if (isOwnRestream(req, guard)) return null
  const { channelId } = channel
  const text = tokenIn(req)
  const token =
    text === null ? 'missing' : await readToken(text, { ...guard, channelId }, Date.now())
  const asker = askerOf(req)
  const { viewers, isWatching } = channel.watching(nameOf(asker), steadyNow())
  const address = addressOf(asker)
  return judgeViewer(guard, { token, address, site: siteOf(req), isWatching, viewers })
}

/** Of a request for a playlist; null where it has none. */
export function tokenIn({ url = '' }: IncomingMessage): string | null {
  return new URLSearchParams(url.split('?')[1] ?? '').get('token')
}

export const REFUSALS: Record<Refusal, string> = {
  'token-missing': 'This channel is for who has a signed address.',
  'token-wrong': 'This address is not valid, or not any more. Ask for a new one.',
  ended: 'This address has been ended.',
  network: 'This channel is not to be watched from this network.',
  site: 'This channel is not to be watched on this site.',
  full: 'This channel has as many viewers as it may have.',
}

/** A destination of this host sends on what viewers would get. Its name alone could be anybody's. */
function isOwnRestream(req: IncomingMessage, { key }: PlaybackGuard): boolean {
  if (isViewer(req)) return false
  const [given, expected] = [req.headers['user-agent'] ?? '', restreamAgent(key)].map(Buffer.from)
  if (given === undefined || expected === undefined) return false
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** A browser says on whose page it plays when it asks another site; a player of no site says nothing. */
function siteOf({ headers }: IncomingMessage): string | null {
  const said = [headers.origin, headers.referer].find((one) => one !== undefined && one !== 'null')
  return said !== undefined && URL.canParse(said) ? new URL(said).hostname : null
}
