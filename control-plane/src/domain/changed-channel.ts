import { redactSource, type Source } from '@cashbacktv/contract'
import { type ChangedFields, changedFields } from './changed-fields.ts'

type Fields = object & { sources?: readonly Source[] | undefined }

/** What changed of a channel, to be written down: without secrets, also where nothing but one changed. */
export function changedChannel(before: Fields, after: Fields): ChangedFields {
  const { sources, ...changed } = changedFields(before, after)
  if (!sources) return changed
  return { ...changed, sources: { before: shown(before), after: shown(after) } }
}

function shown({ sources = [] }: Fields): Source[] {
  return sources.map(redactSource)
}
