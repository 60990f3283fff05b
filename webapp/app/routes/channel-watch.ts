import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { load } from '../shared/api.server.ts'

/**
 * Leads who is logged in to the stream or the picture of a channel that not everyone may watch, by an
 * address that was signed for it now: a screen that is left open asks here again when that is over.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { channelId = '', what } = args.params
  const addresses = await load(args, (api) => api.playback.watch.query({ id: channelId }))
  const address = new URL(what === 'picture' ? addresses.picture : addresses.playlist)
  for (const [name, value] of new URL(args.request.url).searchParams) {
    if (name === 'window' || name === 'start' || name === 'end')
      address.searchParams.set(name, value)
  }
  return redirect(reached(address, args), { headers: { 'cache-control': 'no-store' } })
}

/** What is ours under an inner name is under the name that the browser asked by. */
function reached(address: URL, { context }: LoaderFunctionArgs): string {
  const isInner = address.origin === new URL(context.apiBaseUrl).origin
  return isInner ? address.pathname + address.search : address.href
}
