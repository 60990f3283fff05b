import { isDeepStrictEqual } from 'node:util'

/** What fields were and what they became, as the audit keeps it. */
export type ChangedFields = Record<string, { before: unknown; after: unknown }>

/** The fields that `after` has otherwise than `before`; what is undefined in `after` is left as it was. */
export function changedFields(before: object, after: object): ChangedFields {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => value !== undefined && !isDeepStrictEqual(was.get(name), value))
      .map(([name, value]) => [name, { before: was.get(name) ?? null, after: value }]),
  )
}
