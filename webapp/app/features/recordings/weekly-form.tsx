import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useFieldProblems } from '../../shared/use-field-problems.ts'
import { Panel } from '../../ui/panel.tsx'
import { TimeField } from '../../ui/time-field.tsx'
import type { Named } from '../alerts/domain/named.ts'
import { PlanForm } from '../alerts/plan-form.tsx'
import { DayBoxes } from '../channel/day-boxes.tsx'
import type { WeeklyForm as Values } from './domain/weekly-form.ts'
import { Amount, ChannelField, FileBoxes, NameField } from './record-fields.tsx'

/** What was sent and could not be planned, and why. */
export type WeeklyRefused = { weekly: Values; problem: ApiProblem }

type WeeklyFormProps = {
  channels: readonly Named[]
  channelId: string | null
  newId: string
  refused: WeeklyRefused | null
  /** A new value each time one was planned. */
  saved: unknown
}

const PATHS = ['channelId', 'name', 'weekly.days', 'weekly.start', 'weekly.end', 'keepDays']

/** The form that has a channel recorded every week, by the clock of whoever plans it. */
export function WeeklyForm({ channels, channelId, newId, refused, saved }: WeeklyFormProps) {
  const { t } = useTranslation()
  const problems = useFieldProblems(refused?.problem ?? null, PATHS)
  const values = refused?.weekly
  const name = channels.find((channel) => channel.id === channelId)?.name
  return (
    <Panel title={t('recordings.weekly')} hint={t('recordings.weeklyHint')}>
      <PlanForm
        intent="plan"
        newId={newId}
        saved={saved}
        problem={problems.rest}
        submit={t('recordings.planWeekly')}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
          <ChannelField
            channels={channels}
            chosen={values?.channelId ?? channelId ?? ''}
            state={problems.at('channelId')}
          />
          <NameField value={values?.name ?? name} state={problems.at('name')} />
          <Amount name="keepDays" state={problems.at('keepDays')} value={values?.keepDays} />
        </div>
        <DayBoxes
          legend={t('recordings.days')}
          chosen={values?.days ?? []}
          problem={problems.at('weekly.days').problem}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {(['start', 'end'] as const).map((at) => (
            <TimeField
              key={at}
              name={at}
              label={t(at === 'start' ? 'recordings.from' : 'recordings.to')}
              value={values?.[at]}
              {...problems.at(`weekly.${at}`)}
            />
          ))}
        </div>
        <FileBoxes isExported={values?.isExported} isUploaded={values?.isUploaded} />
      </PlanForm>
    </Panel>
  )
}
