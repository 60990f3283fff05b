import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { AppFrame } from '../features/shell/app-frame.tsx'
import { ErrorPage } from '../features/shell/error-page.tsx'
import { load } from '../shared/api.server.ts'
import { askLogIn } from '../shared/away/ask-log-in.ts'
import { connectLive } from '../shared/live/connect-live.ts'
import { recordFleet } from '../shared/live/fleet-history.ts'
import { pulseStore } from '../shared/live/use-live.ts'

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
