import type { AnyProcedure, AnyRouter } from '@trpc/server'
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

/** Every procedure by its dotted path: what the type of a router nests is flat in it. */
export function proceduresByPath(): Record<string, AnyProcedure> {
  const router: AnyRouter = appRouter
  return router._def.procedures
}

/** Every procedure that the REST surface offers. */
export function restProcedures(): RestProcedure[] {
  return Object.entries(proceduresByPath()).flatMap(([name, procedure]) => {
    const { meta, inputs } = procedure._def as { meta?: ProcedureMeta; inputs?: unknown[] }
    if (!meta?.openapi) return []
    const { method, path } = meta.openapi
    return [{ name, method, path, success: meta.success ?? 200, takesInput: !!inputs?.length }]
  })
}
