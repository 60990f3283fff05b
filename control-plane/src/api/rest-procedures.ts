import type { AnyProcedure } from '@trpc/server'
import { appRouter } from './router.ts'
import type { ProcedureMeta } from './trpc.ts'

export type RestProcedure = {
  /** Dotted path in the router. */
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  /** Below /api/v1, with `{id}`. */
  path: string
  success: 200 | 201 | 202 | 204
  takesInput: boolean
}

/** Every procedure that the REST surface offers. */
export function restProcedures(): RestProcedure[] {
  const procedures = Object.entries(
    appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
  )
  return procedures.flatMap(([name, procedure]) => {
    const { meta, inputs } = procedure._def as { meta?: ProcedureMeta; inputs?: unknown[] }
    if (!meta?.openapi) return []
    const { method, path } = meta.openapi
    return [{ name, method, path, success: meta.success ?? 200, takesInput: !!inputs?.length }]
  })
}
