import { z } from 'zod'

/** A field without its default, and with all of its own fields optional. */
type Change<F> =
  F extends z.ZodDefault<infer I extends z.ZodType>
    ? Change<I>
    : F extends z.ZodPrefault<infer I extends z.ZodType>
      ? Change<I>
      : F extends z.ZodNullable<infer I extends z.ZodType>
        ? z.ZodNullable<Extract<Change<I>, z.ZodType>>
        : F extends z.ZodObject<infer S, infer C>
          ? z.ZodObject<ChangeShape<S>, C>
          : F
type ChangeShape<S extends z.ZodRawShape> = {
  -readonly [K in keyof S]: z.ZodOptional<Extract<Change<S[K]>, z.ZodType>>
}

/**
 * A change of `object`: what is left out stays as it is, at every depth but in lists, which are sent
 * whole. A default is for what is new: in a change it would put back what somebody had set.
 */
export function changeOf<S extends z.ZodRawShape, C extends z.core.$ZodObjectConfig>(
  object: z.ZodObject<S, C>,
): z.ZodObject<ChangeShape<S>, C>
export function changeOf(object: z.ZodObject): z.ZodObject {
  const fields = Object.entries(object.shape).map(([name, field]) => [
    name,
    z.optional(changeOfField(field)),
  ])
  return object.extend(Object.fromEntries(fields))
}

function changeOfField(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodDefault || field instanceof z.ZodPrefault) {
    return changeOfField(field.def.innerType)
  }
  if (field instanceof z.ZodNullable) return z.nullable(changeOfField(field.def.innerType))
  return field instanceof z.ZodObject ? changeOf(field) : field
}
