import {
  type ChangedFields,
  changedSettings,
  maskRestream,
  maskSource,
  type Restream,
  type SomeSettings,
  type Source,
} from '@cashbacktv/contract'

type Settings = SomeSettings & {
  sources?: readonly Source[]
  restreams?: readonly Restream[]
}

/** What changed of a channel, to be written down: without secrets, also where nothing but one changed. */
export function changedChannel(before: Settings, after: Settings): ChangedFields {
  const { sources, restreams, ...changed } = changedSettings(before, after)
  return {
    ...changed,
    ...(sources && { sources: { before: shown(before), after: shown(after) } }),
    ...(restreams && { restreams: { before: sentTo(before), after: sentTo(after) } }),
  }
}

function sentTo({ restreams = [] }: Settings): Restream[] {
  return restreams.map(maskRestream)
}

function shown({ sources = [] }: Settings): Source[] {
  return sources.map(maskSource)
}
