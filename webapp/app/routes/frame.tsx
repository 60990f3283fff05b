import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { useEffect } from 'react'
import { AppFrame } from '../features/shell/app-frame.tsx'
import { isMissing } from '../features/shell/domain/way-out.ts'
import { ErrorPage } from '../features/shell/error-page.tsx'
import { pageTitle, titled } from '../i18n/page-title.ts'
import { load } from '../shared/api.server.ts'
import { askLogIn } from '../shared/away/ask-log-in.ts'
import { connectLive } from '../shared/live/connect-live.ts'
import { recordFleet } from '../shared/live/fleet-history.ts'
import { pulseStore } from '../shared/live/use-live.ts'

/** Of a page that failed or is not there: the others have titles of their own. */
export const meta: MetaFunction = ({ matches, error }) => {
  if (!error) return titled('')
  const missing = isRouteErrorResponse(error) && isMissing(error.status)
  return pageTitle(matches, missing ? 'notFound' : 'failed')
}

export async function loader(args: LoaderFunctionArgs) {
  return { user: await load(args, (api) => api.auth.me.query()) }
}

/** Who is logged in changes only with a log-in, which loads the document anew. */
export function shouldRevalidate() {
  return false
}

export default function Frame() {
  const { user } = useLoaderData<typeof loader>()
  useEffect(recordFleet, [])
  useEffect(() => connectLive(pulseStore, askLogIn), [])
  return (
    <AppFrame user={user}>
      <Outlet />
    </AppFrame>
  )
}

/** A page that failed keeps its frame; a frame that failed leaves only the message. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('routes/frame')
  const error = useRouteError()
  if (!data) return <ErrorPage error={error} standalone />
  return (
    <AppFrame user={data.user}>
      <ErrorPage error={error} />
    </AppFrame>
  )
}
