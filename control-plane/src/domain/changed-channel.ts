import {
  type ChangedFields,
  changedSettings,
  maskSource,
  type SomeSettings,
  type Source,
} from '@cashbacktv/contract'

type Settings = SomeSettings & { sources?: readonly Source[] }

/** What changed of a channel, to be written down: without secrets, also where nothing but one changed. */
export function changedChannel(before: Settings, after: Settings): ChangedFields {
  const { sources, ...changed } = changedSettings(before, after)
  if (!sources) return changed
  return { ...changed, sources: { before: shown(before), after: shown(after) } }
}

function shown({ sources = [] }: Settings): Source[] {
  return sources.map(maskSource)
}
