import { isFromOwnPage } from '@cashbacktv/contract'
import { type LoaderFunctionArgs, redirect } from '@remix-run/node'

/**
 * For a file whose saving is written down of the person who asks for it. A link or a picture of another site
 * would have that written of somebody who asked for nothing: it leads to the page with the link instead.
 */
export function requireOwnPage({ request: { headers } }: LoaderFunctionArgs, page: string): void {
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  if (!isFromOwnPage(headers, host)) throw redirect(page)
}
