import { z } from 'zod'
import { proceduresByPath } from '../api/rest-procedures.ts'

/** What every procedure is sent, by its dotted path in the router. */
export const inputs = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) => {
  const given = (_def as typeof _def & { inputs: readonly unknown[] }).inputs
  return given.flatMap((input) => (input instanceof z.ZodType ? [{ name, input }] : []))
})

/** A part of a schema, with the dotted path to it: `[]` is in a list, `{}` in a record. */
export type Part = { path: string; schema: unknown }

/** What a schema is made of, one level down. */
function partsOf({ path, schema }: Part): Part[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).map(([name, of]) => ({
      path: `${path}.${name}`,
      schema: of,
    }))
  }
  if (schema instanceof z.ZodArray) return [{ path: `${path}[]`, schema: schema.element }]
  if (schema instanceof z.ZodTuple) return schema.def.items.map((of) => ({ path, schema: of }))
  if (schema instanceof z.ZodRecord) return [{ path: `${path}{}`, schema: schema.valueType }]
  if (schema instanceof z.ZodUnion) return schema.options.map((of) => ({ path, schema: of }))
  if (schema instanceof z.ZodIntersection) {
    return [schema.def.left, schema.def.right].map((of) => ({ path, schema: of }))
  }
  if (schema instanceof z.ZodLazy) return [{ path, schema: schema.unwrap() }]
  if (schema instanceof z.ZodPipe) return [{ path, schema: schema.def.in }]
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodCatch ||
    schema instanceof z.ZodReadonly
  ) {
    return [{ path, schema: schema.def.innerType }]
  }
  return []
}

/** The schema itself and whatever it is made of, at every depth. */
export function allParts(part: Part): Part[] {
  return [part, ...partsOf(part).flatMap(allParts)]
}

/**
 * Dotted paths to the fields of a body, those within fields instead of them. A list is one field, and so
 * is what may be of several kinds.
 */
export function fieldPaths(schema: unknown, path = ''): string[] {
  if (!(schema instanceof z.ZodObject)) {
    const inner = isWrapped(schema) ? partsOf({ path, schema }) : []
    return inner.length === 0 ? [path] : inner.flatMap((one) => fieldPaths(one.schema, path))
  }
  return Object.entries(schema.shape).flatMap(([name, of]) =>
    fieldPaths(of, path === '' ? name : `${path}.${name}`),
  )
}

function isWrapped(schema: unknown): boolean {
  return (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodPipe
  )
}
