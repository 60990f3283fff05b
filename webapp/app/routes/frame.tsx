import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { AppFrame } from '../components/frame/app-frame.tsx'
import { ErrorPage } from '../components/frame/error-page.tsx'
import { load } from '../lib/api.server.ts'
import { askLogIn } from '../lib/ask-log-in.ts'
import { connectLive } from '../lib/live/connect-live.ts'
import { recordFleet } from '../lib/live/fleet-history.ts'
import { pulseStore } from '../lib/live/use-live.ts'

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
