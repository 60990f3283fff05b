import type { BoundsByPath, ChannelView } from '@cashbacktv/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ChangedFieldsNotice } from './changed-fields-notice.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { type ChannelFormValues, formOfChannel } from './domain/channel-form.ts'
import { pathsIn } from './domain/setting-fields.ts'
import { ChannelFormProvider } from './form-context.tsx'
import { FormFooter } from './form-footer.tsx'
import { frameOf } from './frame-of.ts'
import { LogoFields } from './logo-fields.tsx'
import { OutputFields } from './output-fields.tsx'
import { ProblemSummary } from './problem-summary.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SettingInput } from './setting-input.tsx'
import { SlateFields } from './slate-fields.tsx'
import { SourceFields } from './source-fields.tsx'
import { useProbes } from './use-probe.ts'

type ChannelFormProps = {
  /** The channel as it is; null for a new one. */
  stored: ChannelView | null
  initial: ChannelFormValues
  bounds: BoundsByPath
  presets: readonly { id: string; name: string }[]
  problem: ApiProblem | null
  submitText: string
  cancelTo: string
  /** What the new channel is to be known by. */
  newId?: string
  /** What somebody else changed while this was open, and what is stored since. */
  meanwhile?: readonly string[]
  shown?: ChannelFormValues
  /** A picture of the channel as it is, until a probe brings a newer one. */
  picture?: string
}

export function ChannelForm({ stored, bounds, problem, ...props }: ChannelFormProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState(props.initial)
  const newId = useRequestId(props.newId ?? '')
  const [atFirst] = useState(() => (stored ? formOfChannel(stored) : null))
  const shown = props.shown ?? atFirst
  const { probes, probe, forget } = useProbes()
  const change = (part: Partial<ChannelFormValues>) => setValues((old) => ({ ...old, ...part }))
  const problems = problem?.details ?? []
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
      className="grid items-start gap-4 max-2xl:max-w-5xl 2xl:grid-cols-2"
    >
      {newId ? <input type="hidden" name="newId" value={newId} /> : null}
      {shown ? <input type="hidden" name="shown" value={JSON.stringify(shown)} /> : null}
      <ChannelFormProvider value={{ values, problems, bounds, change }}>
        <ChangedFieldsNotice fields={props.meanwhile ?? []} />
        <ProblemSummary problem={problem} problems={problems} />
        <div className="grid min-w-0 gap-4">
          <Panel title={t('form.basics')} bodyClassName="grid gap-4 sm:grid-cols-2">
            {pathsIn('basics').map((path) => (
              <SettingInput key={path} path={path} />
            ))}
          </Panel>
          <SourceFields
            rows={values.sources}
            stored={stored}
            problems={problems}
            probes={probes}
            mode={values['output.mode'] === 'copy' ? 'copy' : 'transcode'}
            onChange={changeSources}
            onProbe={(row) => void probe(row)}
          />
          <OutputFields presets={props.presets} />
          <DeliveryFields />
        </div>
        <div className="grid min-w-0 gap-4">
          <LogoFields frame={frameOf(values.sources, probes, props.picture)} />
          <SlateFields />
          <ScheduleFields
            schedule={values.schedule}
            problems={problems}
            onChange={(schedule) => change({ schedule })}
          />
        </div>
        <FormFooter stored={stored} submitText={props.submitText} cancelTo={props.cancelTo} />
      </ChannelFormProvider>
    </KeptForm>
  )
}
