import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from '../root.tsx'
import type { InputBounds } from './domain/input-bounds.ts'
import type { FormBounds } from './form-bounds.server.ts'

/** What the contract bounds a field by, for its input. Without the root's data nothing is bounded here. */
export function useBounds(field: keyof FormBounds): InputBounds {
  return useRouteLoaderData<typeof loader>('root')?.bounds[field] ?? {}
}
