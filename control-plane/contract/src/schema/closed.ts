import { z } from 'zod'

/**
 * The same schema for what a person or a script sends: a field that is not known is refused at every
 * depth, so that a misspelt one is not swallowed. Between our own parts schemas stay open.
 */
export function closed<S extends z.core.$ZodType>(schema: S): S
export function closed(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, closed(field)])
    return schema.clone(
      { ...schema.def, shape: Object.fromEntries(fields), catchall: z.never() },
      { parent: true },
    )
  }
  if (schema instanceof z.ZodArray) {
    return schema.clone({ ...schema.def, element: closed(schema.element) }, { parent: true })
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return schema.clone({ ...schema.def, options: schema.def.options.map(closed) })
  }
  if (schema instanceof z.ZodNullable) return z.nullable(closed(schema.def.innerType))
  if (schema instanceof z.ZodOptional) return z.optional(closed(schema.def.innerType))
  if (schema instanceof z.ZodDefault) {
    return z._default(closed(schema.def.innerType), schema.def.defaultValue)
  }
  if (schema instanceof z.ZodPrefault) {
    return z.prefault(closed(schema.def.innerType), schema.def.defaultValue)
  }
  return schema
}
