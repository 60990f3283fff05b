import { useState } from 'react'
import type { ApiProblem } from './domain/api-problem.ts'
import { useFieldProblems } from './use-field-problems.ts'

/** Why what was sent was not saved: it is wrong, or somebody else changed the same meanwhile, who left it as `stored`. */
export type EditRefused<Form> = { problem: ApiProblem } | { changed: string[]; stored: Form }

type EditedForm<Form> = {
  /** What there is, as the form has it. */
  stored: Form
  /** A new value each time it was saved; null where a save leads to another page. */
  saved: unknown
  refused: EditRefused<Form> | null
  /** Of its fields, in the order of the form. */
  paths: readonly string[]
}

/**
 * A form over what is stored. It sends along what it was filled from, `shown`, by which the server
 * tells what its person changed from what somebody else did while it was open.
 */
export function useEditedForm<Form>({ stored, saved, refused, paths }: EditedForm<Form>) {
  const [atFirst, setAtFirst] = useState({ stored, saved })
  const meanwhile = refused && 'changed' in refused ? refused : null
  if (saved && atFirst.saved !== saved) setAtFirst({ stored, saved })
  // Once told of, what somebody else left stays known: what is sent after that is wrong for other reasons.
  else if (meanwhile && atFirst.stored !== meanwhile.stored)
    setAtFirst({ ...atFirst, stored: meanwhile.stored })
  return {
    shown: JSON.stringify(meanwhile?.stored ?? atFirst.stored),
    /** Names of the fields that somebody else changed. */
    changed: meanwhile?.changed ?? [],
    problems: useFieldProblems(refused && 'problem' in refused ? refused.problem : null, paths),
  }
}
