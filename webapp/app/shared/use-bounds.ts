import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from '../root.tsx'
import type { InputBounds } from './domain/input-bounds.ts'
import type { FormBounds } from './form-bounds.server.ts'

/**
 * What the contract bounds a field by, for its input. Without the root's data, or with that of a control plane of before
 * while two releases answer, nothing is bounded here: the server bounds it all the same.
 */
export function useBounds(field: keyof FormBounds): InputBounds {
  const { bounds }: { bounds?: FormBounds } = useRouteLoaderData<typeof loader>('root') ?? {}
  return bounds?.[field] ?? {}
}
