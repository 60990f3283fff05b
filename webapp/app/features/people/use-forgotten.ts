import type { UserView } from '@cashbacktv/contract'
import { useRouteLoaderData } from '@remix-run/react'
import { browserApi } from '../../shared/browser-api.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { type Forgotten, forgottenOf } from './domain/people.ts'

/** Who waits for a link to set a new password. For administrators: only they may ask. */
export function useForgotten(): Forgotten[] {
  const page = useRouteLoaderData<{ people: UserView[] }>('routes/settings-users')
  const { data } = usePolling((signal) => browserApi.users.list.query(undefined, { signal }), {
    everyMs: 30_000,
    key: 'forgotten',
    active: !page,
  })
  return forgottenOf(page?.people ?? data?.items ?? [])
}
