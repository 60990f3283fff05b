import type { ZodError } from 'zod'
import type { FieldProblem } from '../operator/error-body.ts'
import type { Message } from './catalogue.ts'
import { inEnglish, isMessageCode } from './in-english.ts'

/** Every field that is wrong, by its dotted path; each unknown field by its own. */
export function fieldProblems(error: ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys') return [problemOf(path.join('.'), issue)]
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'There is no such field.',
    }))
  })
}

/** Our own schemas say what is wrong by a code of the catalogue. */
function problemOf(path: string, issue: ZodError['issues'][number]): FieldProblem {
  const said = issue.code === 'custom' ? saidIn(issue.params?.said) : null
  if (said !== null) return { path, ...said, message: inEnglish(said) }
  const code = issue.message
  if (!isMessageCode(code)) return { path, message: issue.message }
  return { path, code, message: inEnglish({ code, params: {} }) }
}

/** What `saying` put into the issue. */
function saidIn(said: Message | undefined): Message | null {
  return said ?? null
}
