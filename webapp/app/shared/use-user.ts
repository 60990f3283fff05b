import type { Me } from '@cashbacktv/contract'
import { useRouteLoaderData } from '@remix-run/react'

/** Who is logged in, on pages within the frame. */
export function useUser(): Pick<Me, 'email' | 'role'> | undefined {
  return useRouteLoaderData<{ user: Pick<Me, 'email' | 'role'> }>('routes/frame')?.user
}

/** True for operators and administrators. The API decides; this only spares dead buttons. */
export function useMayOperate(): boolean {
  const role = useUser()?.role
  return role === 'operator' || role === 'admin'
}
