import { useState } from 'react'
import type { ApiProblem } from './domain/api-problem.ts'
import { useFieldProblems } from './use-field-problems.ts'

/**
 * What a form that comes back unsaved was filled from: as it was sent along in `shown`, or as somebody
 * else, who changed the same meanwhile, has left it.
 */
export type FilledFrom<Form> = { shown: string } | { changed: string[]; stored: Form }

/** Why what was sent was not saved: it is wrong, or somebody else changed the same meanwhile, who left it as `stored`. */
export type EditRefused<Form> =
  | { problem: ApiProblem; shown: string }
  | { changed: string[]; stored: Form }

type ShownForm<Form> = {
  /** What there is, as the form has it. */
  stored: Form
  /** A new value each time it was saved; null where a save leads to another page. */
  saved: unknown
  filledFrom: FilledFrom<Form> | null
}

/**
 * What a form over something stored sends along as `shown`: what it was filled from, by which the
 * server tells what its person changed from what somebody else did while it was open. The server
 * sends it back with what was typed: a page without JavaScript is drawn anew from what is stored by then.
 */
export function useShown<Form>({ stored, saved, filledFrom }: ShownForm<Form>) {
  const [known, setKnown] = useState(() => ({ shown: JSON.stringify(stored), saved }))
  const meanwhile = filledFrom && 'changed' in filledFrom ? filledFrom : null
  const told = shownBy(filledFrom)
  if (saved && known.saved !== saved) setKnown({ shown: JSON.stringify(stored), saved })
  // Stays known when the answer is gone, as by an answer to another form of the page.
  else if (told && known.shown !== told) setKnown({ ...known, shown: told })
  return {
    shown: told || known.shown,
    /** Names of the fields that somebody else changed. */
    changed: meanwhile?.changed ?? [],
  }
}

type EditedForm<Form> = Omit<ShownForm<Form>, 'filledFrom'> & {
  /** What came back unsaved, with why where it was wrong. */
  refused: (FilledFrom<Form> & { problem?: ApiProblem }) | null
  /** Of its fields, in the order of the form. */
  paths: readonly string[]
}

/** A form over what is stored, and what is wrong with its fields. */
export function useEditedForm<Form>({ refused, paths, ...form }: EditedForm<Form>) {
  const { shown, changed } = useShown({ ...form, filledFrom: refused })
  return { shown, changed, problems: useFieldProblems(refused?.problem ?? null, paths) }
}

/** Empty where nothing came back. */
function shownBy<Form>(filledFrom: FilledFrom<Form> | null): string {
  if (!filledFrom) return ''
  return 'changed' in filledFrom ? JSON.stringify(filledFrom.stored) : filledFrom.shown
}
