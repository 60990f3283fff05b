import { errorOf, fieldProblems, messageOf } from '@cashbacktv/contract'
import type { z } from 'zod'
import type { Attempt } from '../../shared/api.server.ts'

/** What a form makes of its fields as the contract has it, or what is wrong, by dotted path. */
export function judge<T>(schema: z.ZodType<T>, body: unknown): Attempt<T> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, value: parsed.data }
  const details = fieldProblems(parsed.error)
  const error = errorOf('validation_failed', messageOf('fields-invalid'))
  return { ok: false, problem: { ...error, details } }
}
