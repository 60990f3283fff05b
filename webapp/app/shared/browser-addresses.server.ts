import type { ChannelView } from '@cashbacktv/contract'
import type { AppLoadContext } from '@remix-run/node'
import { watchPath } from './domain/watch-path.ts'

type Addresses = Pick<ChannelView, 'id' | 'thumbnailUrl' | 'isGuarded'> &
  Partial<Pick<ChannelView, 'playbackUrl'>>

/**
 * The channel with addresses a browser can use. The API may be asked under an inner name; what it
 * calls its own is then under the browser's origin, so that only the path is kept. Hosts with
 * addresses of their own keep them. The picture of a channel that not everyone may watch comes through
 * us, who know that this browser may.
 */
export function withBrowserAddresses<C extends Addresses>(channel: C, context: AppLoadContext): C {
  return withPathsOf(new URL(context.apiBaseUrl).origin, channel)
}

/** The same of many. */
export function withAllBrowserAddresses<C extends Addresses>(
  channels: readonly C[],
  context: AppLoadContext,
): C[] {
  const inner = new URL(context.apiBaseUrl).origin
  return channels.map((channel) => withPathsOf(inner, channel))
}

function withPathsOf<C extends Addresses>(inner: string, channel: C): C {
  const { id, playbackUrl, isGuarded, thumbnailUrl } = channel
  return {
    ...channel,
    ...(playbackUrl === undefined ? {} : { playbackUrl: pathWhenInner(playbackUrl, inner) }),
    thumbnailUrl: isGuarded ? watchPath(id, 'picture') : pathWhenInner(thumbnailUrl, inner),
  }
}

/** One address as a browser can use it. */
export function browserAddress(address: string, context: AppLoadContext): string {
  return pathWhenInner(address, new URL(context.apiBaseUrl).origin)
}

function pathWhenInner(address: string, inner: string): string {
  // As it is nearly always written; to parse five hundred addresses takes a while.
  if (address.startsWith(`${inner}/`)) return address.slice(inner.length)
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  return url.origin === inner ? url.pathname + url.search : address
}
