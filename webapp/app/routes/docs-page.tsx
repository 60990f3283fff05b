import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { DocPage } from '../features/docs/doc-page.tsx'
import { besides, docPage } from '../features/docs/doc-pages.server.ts'
import { pageTitle, titled } from '../i18n/page-title.ts'
import { load } from '../shared/api.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data ? titled(data.title) : pageTitle(matches, 'docs')

export async function loader(args: LoaderFunctionArgs) {
  // Asks nothing of the API but whether somebody is logged in, as every page does.
  await load(args, (api) => api.auth.me.query())
  const page = docPage(args.params.page ?? '')
  if (!page) throw new Response(null, { status: 404 })
  return { ...page, ...besides(page.name) }
}

/** The texts of a version do not change while it runs; another page has another one. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) =>
  currentUrl.pathname !== nextUrl.pathname

export default function DocsPage() {
  const page = useLoaderData<typeof loader>()
  return <DocPage key={page.name} {...page} />
}
