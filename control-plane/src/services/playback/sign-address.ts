import {
  type ChannelId,
  isGuarded,
  messageOf,
  type PlaybackClaims,
  type SignAddressInput,
  type SignedAddress,
  type WatchAddresses,
} from '@cashbacktv/contract'
import { SignJWT } from 'jose'
import type { RequestContext } from '../../context.ts'
import { playbackKey } from '../../domain/channels/playback-guard.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ChannelRow } from '../channels/channel-row.ts'
import { streamBase } from '../channels/channel-view.ts'
import { requireChannel } from '../channels/read-channels.ts'
import { playbackSecret } from './playback-secret.ts'

/** Of a screen that is left open: it asks for another one when this is over. */
const WATCH_SECONDS = 3600

/**
 * An address of a channel for one viewer.
 *
 * @throws DomainError `not_found`; `conflict` for a channel that everyone may watch
 */
export async function signAddress(
  ctx: RequestContext,
  { id, seconds, viewer, network }: SignAddressInput,
): Promise<SignedAddress> {
  const row = await requireChannel(ctx.db, id)
  if (!isGuarded(row.playback)) throw new DomainError('conflict', messageOf('playback-open'))
  const claims = {
    ...(viewer === undefined ? {} : { sub: viewer }),
    ...(network === undefined ? {} : { ip: network }),
  }
  const { token, expiresAt } = await sign(ctx, row, claims, seconds)
  const { playlist } = await addressesOf(ctx, row)
  return { url: `${playlist}?token=${token}`, token, expiresAt }
}

/** Where who looks after a channel sees it, whoever may watch it otherwise. */
export async function watchAddresses(
  ctx: RequestContext,
  { id }: { id: ChannelId },
): Promise<WatchAddresses> {
  const row = await requireChannel(ctx.db, id)
  const { playlist, picture } = await addressesOf(ctx, row)
  if (!isGuarded(row.playback)) return { playlist, picture }
  const { token } = await sign(ctx, row, { exempt: true }, WATCH_SECONDS)
  return { playlist: `${playlist}?token=${token}`, picture: `${picture}?token=${token}` }
}

async function addressesOf(ctx: RequestContext, row: ChannelRow) {
  const { state } = await ctx.view.fresh([row.hostId])
  const base = streamBase(ctx, row, state)
  return { playlist: `${base}/index.m3u8`, picture: `${base}/thumbnail.jpg` }
}

async function sign(
  ctx: RequestContext,
  row: ChannelRow,
  claims: Omit<PlaybackClaims, 'aud' | 'exp'>,
  seconds: number,
) {
  const key = playbackKey(await playbackSecret(ctx.db), row)
  const expires = Math.floor(ctx.now().getTime() / 1000) + seconds
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(row.id)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(key))
  return { token, expiresAt: new Date(expires * 1000).toISOString() }
}
