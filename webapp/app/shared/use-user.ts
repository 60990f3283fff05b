import type { MeWithReach } from '@cashbacktv/contract'
import { useRouteLoaderData } from '@remix-run/react'

type User = Pick<MeWithReach, 'email' | 'role' | 'groupIds'>

/** Who is logged in, on pages within the frame. */
export function useUser(): User | undefined {
  return useRouteLoaderData<{ user: User }>('routes/frame')?.user
}

/** True for operators and administrators. The API decides; this only spares dead buttons. */
export function useMayOperate(): boolean {
  const role = useUser()?.role
  return role === 'operator' || role === 'admin'
}
