import { isFromOwnPage } from '@cashbacktv/contract'

/** Whether a request may be answered: one that changes something comes from our own pages, or from no browser at all. */
export function isSameOrigin({ method, headers }: Request): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  return isFromOwnPage(headers, headers.get('x-forwarded-host') ?? headers.get('host'))
}
