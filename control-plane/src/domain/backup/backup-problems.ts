import { type FieldMessage, fieldProblems, type Message, messageOf } from '@cashbacktv/contract'
import { z } from 'zod'
import { DomainError } from '../errors.ts'
import { at } from './backup-parts.ts'

const SHOWN_PROBLEMS = 20

/** What was found wrong with a file so far; the sentence is about the first of it. */
export type Wrong = { details: FieldMessage[]; said: Message | null }

/** Adds what is wrong with an item at its place in the file. @throws DomainError once it is as much as is shown */
export function addProblems(wrong: Wrong, error: z.ZodError, place: string, item?: unknown): void {
  const problems = fieldProblems(error).map((one) => ({ ...one, path: at(place, one.path) }))
  const [first] = problems
  if (first) {
    const { code, params, path } = first
    const where = placeOf(path, nameOf(item))
    wrong.said ??= messageOf('backup-invalid', { where, problem: { code, params } })
  }
  wrong.details.push(...problems.slice(0, SHOWN_PROBLEMS))
  if (wrong.details.length >= SHOWN_PROBLEMS) throw refusal(wrong)
}

/** Of one item alone. */
export function refusalOf(error: z.ZodError, place: string): DomainError {
  const wrong: Wrong = { details: [], said: null }
  addProblems(wrong, error, place)
  return refusal(wrong)
}

export function refusal({ said, details }: Wrong): DomainError {
  const shown = { details: details.slice(0, SHOWN_PROBLEMS) }
  return new DomainError('validation_failed', said ?? messageOf('fields-invalid'), shown)
}

/** A path counts channels; people know them by name. */
function placeOf(path: string, name: string | null): Message {
  if (path === '') return messageOf('backup-at-top')
  return name ? messageOf('backup-at-channel', { name, path }) : messageOf('backup-at', { path })
}

function nameOf(channel: unknown): string | null {
  return z.object({ name: z.string().max(100) }).safeParse(channel).data?.name ?? null
}
