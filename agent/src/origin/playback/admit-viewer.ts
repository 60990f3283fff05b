import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { PlaybackClaims, PlaybackGuard } from '@cashbacktv/contract'
import { restreamAgent } from '../../domain/restreams/restream-agent.ts'
import type { OriginChannel } from '../channel/channel.ts'
import { steadyNow } from '../clock.ts'
import { judgeViewer, type Refusal } from '../domain/playback/judge-viewer.ts'
import type { Client } from '../domain/viewers.ts'
import { type AddressOf, askerOf, isViewer, type NameClient } from '../viewers/name-clients.ts'
import { readToken } from './read-token.ts'

/** Who asks, and what tells clients apart. */
export type Clients = { clientOf: NameClient; addressOf: AddressOf }

/** `refusal`: why it may not have it; null if it may. */
export type Judged = { client: Client; refusal: Refusal | null }

/** Judges who asks for a playlist or a picture of the channel. */
export async function admitViewer(
  req: IncomingMessage,
  guard: PlaybackGuard,
  channel: Pick<OriginChannel, 'channelId' | 'watching'>,
  { clientOf, addressOf }: Clients,
): Promise<Judged> {
  const asker = askerOf(req)
  if (isOwnRestream(req, guard)) return { client: clientOf(asker), refusal: null }
  const { channelId } = channel
  const text = tokenIn(req)
  const token =
    text === null ? 'missing' : await readToken(text, { ...guard, channelId }, Date.now())
  const client = clientOf(asker, viewerIn(token))
  const refusal = judgeViewer(guard, {
    token,
    address: addressOf(asker),
    site: siteOf(req),
    ...channel.watching(client, steadyNow()),
  })
  return { client, refusal }
}

/** The name that who signed knows it by. */
function viewerIn(token: PlaybackClaims | 'missing' | 'wrong'): string | undefined {
  return typeof token === 'string' ? undefined : token.sub
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
  crowded: 'This channel keeps the places that are left for viewers of other networks.',
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
