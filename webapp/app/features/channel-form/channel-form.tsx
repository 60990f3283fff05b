import type { BoundsByPath, ChannelView, Source } from '@cashbacktv/contract'
import { useEffect, useState } from 'react'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { type FilledFrom, useShown } from '../../shared/use-edited-form.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ChangedFieldsNotice } from './changed-fields-notice.tsx'
import { type ChannelFormValues, formOfChannel } from './domain/channel-form.ts'
import type { MeasuredHost, PresetOption } from './domain/expected-cores.ts'
import { type FoldedPart, firstMistake } from './domain/form-parts.ts'
import { pathsIn } from './domain/setting-fields.ts'
import { focusControl } from './focus-control.ts'
import { FoldedParts } from './folded-parts.tsx'
import { ChannelFormProvider } from './form-context.tsx'
import { FormFooter } from './form-footer.tsx'
import { frameOf } from './frame-of.ts'
import { LogoFields } from './logo-fields.tsx'
import { OutputFields } from './output-fields.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { SettingInput } from './setting-input.tsx'
import { SourceFields } from './source-fields.tsx'
import { StepTitle } from './step-title.tsx'
import { FirstMistake } from './use-control.ts'
import { type ProbeState, useProbes } from './use-probe.ts'

/** What a form needs to know beside the channel. */
export type FormScene = {
  bounds: BoundsByPath
  /** As they are for a channel of which nobody has set anything. */
  defaults: ChannelFormValues
  presets: readonly PresetOption[]
  hosts: readonly MeasuredHost[]
  groups: readonly { id: string; name: string }[]
  /** The part that is unfolded because somebody came for it. */
  opened: FoldedPart | null
}

type ChannelFormProps = {
  /** The channel as it is; null for a new one. */
  stored: ChannelView | null
  initial: ChannelFormValues
  scene: FormScene
  problem: ApiProblem | null
  submitText: string
  cancelTo: string
  /** What the new channel is to be known by. */
  newId?: string
  /** What was sent was filled from, when it comes back. */
  filledFrom: FilledFrom<ChannelFormValues> | null
  /** A picture of the channel as it is, until a probe brings a newer one. */
  picture?: string
}

/** The way to a channel on air: its source, its picture, its logo; all else is folded. */
export function ChannelForm({ stored, scene, problem, ...props }: ChannelFormProps) {
  const [values, setValues] = useState(props.initial)
  const newId = useRequestId(props.newId ?? '')
  const [atFirst] = useState(() => (stored ? formOfChannel(stored) : null))
  const { filledFrom } = props
  const { shown, changed } = useShown({ stored: atFirst, saved: null, filledFrom })
  const { probes, probe, forget } = useProbes()
  const [revealed, setRevealed] = useState<Source[]>([])
  const change = (part: Partial<ChannelFormValues>) => setValues((old) => ({ ...old, ...part }))
  const frame = frameOf(values.sources, probes, props.picture)
  const problems = problem?.details ?? []
  const first = firstMistake(problems)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an answer, whatever else changes
  useEffect(() => {
    if (problem) focusControl(first)
  }, [problem])
  const changeSources = (sources: ChannelFormValues['sources']) => {
    for (const row of sources) {
      const old = values.sources.find(({ key }) => key === row.key)
      if (old?.url !== row.url || old.access !== row.access) forget(row.key)
    }
    change({ sources })
  }
  return (
    <KeptForm
      method="post"
      encType="multipart/form-data"
      noValidate
      className="grid items-start gap-4 max-2xl:max-w-4xl 2xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]"
    >
      {/* What Enter presses: the first button of a form, which else would add a source. */}
      <button
        type="submit"
        name="intent"
        value="save"
        tabIndex={-1}
        aria-hidden
        className="sr-only"
      />
      {newId ? <input type="hidden" name="newId" value={newId} /> : null}
      {stored ? <input type="hidden" name="shown" value={shown} /> : null}
      <ChannelFormProvider value={{ ...scene, values, problems, change }}>
        <FirstMistake.Provider value={first}>
          <ChangedFieldsNotice fields={changed} />
          <ProblemSummary problem={problem} />
          <div className="grid min-w-0 gap-4">
            <Panel title={<StepTitle part="source" />} bodyClassName="grid gap-4">
              {pathsIn('source').map((path) => (
                <SettingInput key={path} path={path} />
              ))}
              <SourceFields
                rows={values.sources}
                stored={stored}
                onRevealed={(source) => setRevealed((known) => [...known, source])}
                problems={problems}
                probes={probes}
                output={{
                  mode: values['output.mode'] === 'copy' ? 'copy' : 'transcode',
                  audio: {
                    renditions: values.audio,
                    asVariant: values['output.audio.asVariant'],
                  },
                }}
                onChange={changeSources}
                onProbe={(row) => void probe(row)}
              />
            </Panel>
            <OutputFields
              presets={scene.presets}
              facts={factsOf(values.sources, probes)}
              hasAudio={stored?.output.audio.mode !== 'none'}
            />
            <LogoFields frame={frame} />
          </div>
          <FoldedParts frame={frame} />
          <FormFooter
            stored={withWhole(stored, revealed)}
            submitText={props.submitText}
            cancelTo={props.cancelTo}
          />
        </FirstMistake.Provider>
      </ChannelFormProvider>
    </KeptForm>
  )
}

/** What is known of the first source. */
function factsOf([first]: ChannelFormValues['sources'], probes: Record<string, ProbeState>) {
  const probe = first && probes[first.key]
  return probe?.kind === 'found' ? probe.found.facts : null
}

/** The stored channel as the form knows it by now, so that what was only revealed is no change. */
function withWhole(stored: ChannelView | null, revealed: readonly Source[]): ChannelView | null {
  if (!stored || revealed.length === 0) return stored
  const sources = stored.sources.map(
    (source) => revealed.find(({ id }) => id === source.id) ?? source,
  )
  return { ...stored, sources }
}
