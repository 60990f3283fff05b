import { useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { ApiProblem } from '../../shared/domain/api-problem.ts'
import { useFieldProblems } from '../../shared/use-field-problems.ts'
import { useRequestId } from '../../shared/use-request-id.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { KeptForm } from '../../ui/kept-form.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { Named } from '../alerts/domain/named.ts'
import { BrowserZone } from '../alerts/zone-fields.tsx'
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
  const busy = useNavigation().formMethod === 'POST'
  const problems = useFieldProblems(refused?.problem ?? null, PATHS)
  const id = useRequestId(newId, saved)
  const values = refused?.weekly
  const name = channels.find((channel) => channel.id === channelId)?.name
  return (
    <Panel title={t('recordings.weekly')} hint={t('recordings.weeklyHint')}>
      <KeptForm method="post" noValidate saved={saved} className="grid gap-4">
        <input type="hidden" name="intent" value="plan" />
        <input type="hidden" name="newId" value={id} />
        <ProblemNotice>{problems.rest}</ProblemNotice>
        <div className="grid items-start gap-4 sm:grid-cols-2 xl:grid-cols-3">
          <ChannelField
            {...{ channels, chosen: values?.channelId ?? channelId ?? '' }}
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
            <Field
              key={at}
              label={t(at === 'start' ? 'recordings.from' : 'recordings.to')}
              {...problems.at(`weekly.${at}`)}
            >
              {(binding) => (
                <Input
                  {...binding}
                  type="time"
                  name={at}
                  className="figure"
                  defaultValue={values?.[at]}
                />
              )}
            </Field>
          ))}
        </div>
        <FileBoxes isExported={values?.isExported} isUploaded={values?.isUploaded} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" look="primary" aria-disabled={busy}>
            {t('recordings.planWeekly')}
          </Button>
          <BrowserZone className="text-xs text-dim" />
        </div>
      </KeptForm>
    </Panel>
  )
}
