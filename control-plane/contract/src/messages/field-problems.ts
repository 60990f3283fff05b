import type { ZodError } from 'zod'
import type { Message, Told } from './catalogue.ts'
import { messageOfIssue } from './message-of-issue.ts'
import { tell } from './tell.ts'

/** What is wrong with a field, in a message of the catalogue. `path` is dotted. */
export type FieldMessage = Told & Message & { path: string }

/** More than a form has: 20,000 unknown names in a small body are answered with many times its size otherwise. */
const MOST_TOLD = 200

/** Every field that is wrong, up to 200, by its dotted path; each unknown field by its own. */
export function fieldProblems(error: ZodError): FieldMessage[] {
  const problems = error.issues.slice(0, MOST_TOLD).flatMap((issue) => {
    const path = issue.path.map(String)
    const told = tell(messageOfIssue(issue))
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), ...told }]
    const unknown = issue.keys.slice(0, MOST_TOLD)
    return unknown.map((key) => ({ path: [...path, key].join('.'), ...told }))
  })
  return problems.slice(0, MOST_TOLD)
}
