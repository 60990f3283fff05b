import { z } from 'zod'

type Bare<S extends z.ZodRawShape> = {
  [K in keyof S]: S[K] extends z.ZodDefault<infer Inner extends z.ZodType> ? Inner : S[K]
}

/**
 * The fields of `object`, each of which may be left out and then stays as it is. A default is for
 * what is new: in a change it would put back what somebody had set.
 */
export function changeOf<S extends z.ZodRawShape, C extends z.core.$ZodObjectConfig>(
  object: z.ZodObject<S, C>,
) {
  return object.extend(withoutDefaults(object.shape)).partial()
}

function withoutDefaults<S extends z.ZodRawShape>(shape: S): Bare<S> {
  const fields = Object.entries(shape).map(([name, field]) => [
    name,
    field instanceof z.ZodDefault ? field.unwrap() : field,
  ])
  return Object.fromEntries(fields)
}
