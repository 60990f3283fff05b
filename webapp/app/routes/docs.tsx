import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DocList } from '../features/docs/doc-list.tsx'
import { docEntries } from '../features/docs/doc-pages.server.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { load } from '../shared/api.server.ts'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'docs')

export async function loader(args: LoaderFunctionArgs) {
  // Asks nothing of the API but whether somebody is logged in, as every page does.
  await load(args, (api) => api.auth.me.query())
  return { entries: docEntries() }
}

/** The texts of a version do not change while it runs. */
export function shouldRevalidate() {
  return false
}

export default function Docs() {
  const { entries } = useLoaderData<typeof loader>()
  return <DocList entries={entries} />
}
