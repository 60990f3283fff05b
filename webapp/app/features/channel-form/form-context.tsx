import type { BoundsByPath, FieldBounds, FieldProblem } from '@cashbacktv/contract'
import { createContext, useContext } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { problemAt, problemWithin } from '../../shared/domain/field-problems.ts'
import type { ChannelFormValues } from './domain/channel-form.ts'
import type { MeasuredHost, PresetOption } from './domain/expected-cores.ts'
import type { FoldedPart } from './domain/form-parts.ts'
import { fieldAt, isSettingPath } from './domain/setting-fields.ts'

type FormContext = {
  values: ChannelFormValues
  /** As they are for a channel of which nobody has set anything. */
  defaults: ChannelFormValues
  problems: FieldProblem[]
  /** Of the contract, by path. */
  bounds: BoundsByPath
  hosts: readonly MeasuredHost[]
  /** In the reach of who fills it in. */
  groups: readonly { id: string; name: string }[]
  presets: readonly PresetOption[]
  /** The part that is unfolded because somebody came for it. */
  opened: FoldedPart | null
  change: (part: Partial<ChannelFormValues>) => void
}

const Context = createContext<FormContext | null>(null)
export const ChannelFormProvider = Context.Provider

/** The form that a field is in. */
export function useChannelForm() {
  const form = useContext(Context)
  const apiText = useApiText()
  if (!form) throw new Error('This field is outside of the channel form.')
  const problem = (path: string) => {
    const isList = isSettingPath(path) && fieldAt(path).kind === 'list'
    return apiText.field((isList ? problemWithin : problemAt)(form.problems, path))
  }
  /** Of the path or anything within it. */
  const problemBelow = (path: string) => apiText.field(problemWithin(form.problems, path))
  /** `*` stands for every item of a list. */
  const boundsAt = (path: string): FieldBounds =>
    form.bounds[path.replaceAll(/\.\d+(?=\.|$)/g, '.*')] ?? {}
  return { ...form, problem, problemBelow, boundsAt }
}
