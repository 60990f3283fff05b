import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useFieldProblems } from '../../shared/use-field-problems.ts'
import { Panel } from '../../ui/panel.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import type { Named } from '../alerts/domain/named.ts'
import { PlanForm } from '../alerts/plan-form.tsx'
import type { RecordForm as Values } from './domain/record-form.ts'
import { Amount, ChannelField, FileBoxes, NameField, type TextProps } from './record-fields.tsx'

/** What was sent and could not be done, and why. */
export type RecordRefused = { values: Values; problem: ApiProblem }

type RecordFormProps = {
  channels: readonly Named[]
  /** The channel whose recordings are shown; null where those of all are. */
  channelId: string | null
  newId: string
  refused: RecordRefused | null
  /** A new value each time one was asked for. */
  saved: unknown
}

const PATHS = ['channelId', 'name', 'from', 'to', 'rollingHours', 'keepDays']

/** The form that asks for a recording: of now, of later, of the newest hours or of what was. */
export function RecordForm({ channels, channelId, newId, refused, saved }: RecordFormProps) {
  const { t } = useTranslation()
  const problems = useFieldProblems(refused?.problem ?? null, PATHS)
  const values = refused?.values
  const chosen = values?.channelId ?? channelId ?? ''
  const name = channels.find((channel) => channel.id === channelId)?.name
  return (
    <Panel title={t('recordings.record')} hint={t('recordings.hint')}>
      <PlanForm
        intent="record"
        newId={newId}
        saved={saved}
        problem={problems.rest}
        submit={t('recordings.record')}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
          <ChannelField channels={channels} chosen={chosen} state={problems.at('channelId')} />
          <NameField value={values?.name ?? name} state={problems.at('name')} />
          <Amount name="keepDays" state={problems.at('keepDays')} value={values?.keepDays} />
          <Time name="from" state={problems.at('from')} value={values?.from} />
          <Time name="to" state={problems.at('to')} value={values?.to} />
          <Amount
            name="rollingHours"
            state={problems.at('rollingHours')}
            value={values?.rollingHours}
          />
        </div>
        <FileBoxes isExported={values?.isExported} isUploaded={values?.isUploaded} />
      </PlanForm>
    </Panel>
  )
}

function Time({ name, state, value }: TextProps<'from' | 'to'>) {
  const { t } = useTranslation()
  return (
    <TimeField
      hasDay
      name={name}
      value={value}
      label={t(`recordings.${name}`)}
      hint={t(name === 'from' ? 'recordings.fromHint' : 'recordings.toHint')}
      {...state}
    />
  )
}
