import type { ChannelView, FieldProblem } from '@cashbacktv/contract'
import { useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../domain/api-problem.ts'
import {
  type ChannelFormValues,
  formOfChannel,
  otherProblems,
  problemAt,
} from '../../domain/channel-form.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useRequestId } from '../../lib/use-request-id.ts'
import { Button } from '../ui/button.tsx'
import { ChangedMeanwhile } from '../ui/changed-meanwhile.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { KeptForm } from '../ui/kept-form.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { DeliveryFields } from './delivery-fields.tsx'
import { frameOf } from './frame-of.ts'
import { ImpactNotice } from './impact-notice.tsx'
import { LogoFields } from './logo-fields.tsx'
import { OutputFields } from './output-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SlateFields } from './slate-fields.tsx'
import { SourceFields } from './source-fields.tsx'
import { useProbes } from './use-probe.ts'

type ChannelFormProps = {
  /** The channel as it is; null for a new one. */
  stored: ChannelView | null
  initial: ChannelFormValues
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

const SHOWN = [
  /^name$/,
  /^slug$/,
  /^sources(\.\d+\.(url|program|audioTrack.*|userAgent|referer|rtspTransport|headers(\.\d+(\.\w+)?)?))?$/,
  /^logo(\.assetId)?$/,
  /^output\.(presetId|renditions\.0\.height)$/,
  /^hls\.(segmentSeconds|windowSegments)$/,
  /^priority$/,
  /^limits\.(cpuPercent|memoryBytes)$/,
  /^slate\.picture$/,
  /^schedule\.(timeZone|(weekly|oneOff)\.\d+\.\w+)$/,
]

export function ChannelForm(props: ChannelFormProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [values, setValues] = useState(props.initial)
  const newId = useRequestId(props.newId ?? '')
  const [atFirst] = useState(() => (props.stored ? formOfChannel(props.stored) : null))
  const shown = props.shown ?? atFirst
  const { probes, probe, forget } = useProbes()
  const saving = useNavigation().formMethod === 'POST'
  const change = (part: Partial<ChannelFormValues>) => setValues((old) => ({ ...old, ...part }))
  const problems = props.problem?.details ?? []
  return (
    <KeptForm
      method="post"
      encType="multipart/form-data"
      noValidate
      className="grid items-start gap-4 max-2xl:max-w-5xl 2xl:grid-cols-2"
    >
      {newId ? <input type="hidden" name="newId" value={newId} /> : null}
      {shown ? <input type="hidden" name="shown" value={JSON.stringify(shown)} /> : null}
      <ChangedMeanwhile
        fields={(props.meanwhile ?? []).map((name) => t(sectionOf(name)))}
        className="2xl:col-span-2"
      />
      <ProblemSummary problem={props.problem} problems={problems} />
      <div className="grid min-w-0 gap-4">
        <Panel title={t('form.basics')} bodyClassName="grid gap-4 sm:grid-cols-2">
          <Field label={t('form.name')} problem={apiText.sentence(problemAt(problems, 'name'))}>
            {(binding) => (
              <Input
                {...binding}
                name="name"
                value={values.name}
                maxLength={100}
                required
                autoComplete="off"
                onChange={(event) => change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t('form.slug')}
            hint={t('form.slugHint')}
            problem={apiText.sentence(problemAt(problems, 'slug'))}
          >
            {(binding) => (
              <Input
                {...binding}
                name="slug"
                value={values.slug}
                maxLength={63}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono"
                onChange={(event) => change({ slug: event.target.value })}
              />
            )}
          </Field>
        </Panel>
        <SourceFields
          rows={values.sources}
          stored={props.stored}
          problems={problems}
          probes={probes}
          mode={values.mode}
          onChange={(sources) => {
            for (const row of sources) {
              const old = values.sources.find(({ key }) => key === row.key)
              if (old?.url !== row.url || old.access !== row.access) forget(row.key)
            }
            change({ sources })
          }}
          onProbe={(row) => void probe(row)}
        />
        <OutputFields
          values={values}
          presets={props.presets}
          problems={problems}
          onChange={change}
        />
        <DeliveryFields values={values} problems={problems} onChange={change} />
      </div>
      <div className="grid min-w-0 gap-4">
        <LogoFields
          logo={values.logo}
          frame={frameOf(values.sources, probes, props.picture)}
          copyMode={values.mode === 'copy'}
          problems={problems}
          onChange={(logo) => change({ logo })}
        />
        <SlateFields
          slate={values.slate}
          name={values.name}
          problems={problems}
          onChange={(slate) => change({ slate })}
        />
        <ScheduleFields
          schedule={values.schedule}
          problems={problems}
          onChange={(schedule) => change({ schedule })}
        />
      </div>
      <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t border-line bg-canvas px-1 py-3 max-lg:bottom-15 2xl:col-span-2">
        {props.stored ? <ImpactNotice stored={props.stored} values={values} /> : null}
        <LinkButton to={props.cancelTo}>{t('form.cancel')}</LinkButton>
        <Button type="submit" name="intent" value="save" look="primary" aria-disabled={saving}>
          {saving ? t('form.saving') : props.submitText}
        </Button>
      </div>
    </KeptForm>
  )
}

function ProblemSummary(props: { problem: ApiProblem | null; problems: FieldProblem[] }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!props.problem) return null
  const others = otherProblems(props.problems, SHOWN)
  return (
    <Notice tone="bad" role="alert" className="2xl:col-span-2">
      <p>{props.problems.length > 0 ? t('form.problems') : apiText.problem(props.problem)}</p>
      {others.map(({ path, message }) => (
        <p key={path}>
          <code className="font-mono">{path}</code>: {apiText.sentence(message)}
        </p>
      ))}
    </Notice>
  )
}

/** What a person knows a field of the form by: its own name, or that of its part. */
function sectionOf(field: string) {
  switch (field) {
    case 'name':
    case 'slug':
    case 'sources':
    case 'logo':
      return `form.${field}` as const
    case 'slate':
      return 'slate.title'
    case 'schedule':
      return 'schedule.title'
    case 'mode':
    case 'presetId':
    case 'height':
      return 'form.output'
    default:
      return 'delivery.title'
  }
}
