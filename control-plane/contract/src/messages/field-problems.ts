import type { ZodError } from 'zod'
import type { Message, Told } from './catalogue.ts'
import { messageOfIssue } from './message-of-issue.ts'
import { tell } from './tell.ts'

/** What is wrong with a field, in a message of the catalogue. `path` is dotted. */
export type FieldMessage = Told & Message & { path: string }

/** Every field that is wrong, by its dotted path; each unknown field by its own. */
export function fieldProblems(error: ZodError): FieldMessage[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    const told = tell(messageOfIssue(issue))
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), ...told }]
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), ...told }))
  })
}
