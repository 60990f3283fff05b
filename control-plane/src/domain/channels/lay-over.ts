import {
  ChannelSettings,
  fieldProblems,
  messageOf,
  type UpdateChannelInput,
} from '@cashbacktv/contract'
import type { z } from 'zod'
import { DomainError } from '../errors.ts'

/** What is there with a change of it: what the change leaves out stays, at every depth but in lists. */
export function layOver<T extends object>(known: T, change: object): T {
  const there = new Map<string, unknown>(Object.entries(known))
  const said = Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, overlaid(there.get(name), value)])
  return { ...known, ...Object.fromEntries(said) }
}

function overlaid(known: unknown, value: unknown): unknown {
  return isRecord(known) && isRecord(value) ? layOver(known, value) : value
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The same where the whole has to be judged: a change may be the first that is said of it, or go
 * against what stays.
 *
 * @throws DomainError `validation_failed`, with the fields below `path`
 */
export function layOverWhole<T>(
  schema: z.ZodType<T>,
  path: string,
  known: object | null,
  change: object,
): T {
  const whole = schema.safeParse(layOver(known ?? {}, change))
  if (whole.success) return whole.data
  const details = fieldProblems(whole.error).map((problem) => ({
    ...problem,
    path: problem.path === '' ? path : `${path}.${problem.path}`,
  }))
  throw new DomainError('validation_failed', messageOf('fields-invalid'), { details })
}

type SettingsChange = Omit<UpdateChannelInput, 'sources' | 'hostId'>

/**
 * The settings of a channel that a change speaks of, as they become. What may be absent, a logo or a
 * schedule, is judged whole.
 *
 * @throws DomainError `validation_failed` with the field
 */
export function settingsAfter(known: object, change: SettingsChange): Partial<ChannelSettings> {
  const there = new Map<string, unknown>(Object.entries(known))
  const shape: Record<string, z.ZodType> = ChannelSettings.shape
  const fields = Object.entries(shape).flatMap(([name, schema]) => {
    const value: unknown = Reflect.get(change, name)
    const before = there.get(name)
    if (value === undefined) return []
    if (!isRecord(value) || !schema.safeParse(null).success)
      return [[name, overlaid(before, value)]]
    return [[name, layOverWhole(schema, name, isRecord(before) ? before : null, value)]]
  })
  return Object.fromEntries(fields)
}
