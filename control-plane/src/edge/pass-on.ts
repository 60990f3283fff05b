import { sayClientAddress } from '@cashbacktv/contract'

/**
 * Has a control plane on Node answer, as a proxy in front of it would: for whom is said in
 * `X-Forwarded-*`, of which that believes what its TRUST_PROXY allows.
 */
export function passOn(
  nodeUrl: string,
  request: Request,
  address: string | null,
): Promise<Response> {
  const from = new URL(request.url)
  const url = `${nodeUrl}${from.pathname}${from.search}`
  const passed = new Request(url, request)
  passed.headers.set('x-forwarded-host', from.host)
  passed.headers.set('x-forwarded-proto', from.protocol.slice(0, -1))
  sayClientAddress(passed.headers, address)
  return fetch(passed, { redirect: 'manual' })
}
