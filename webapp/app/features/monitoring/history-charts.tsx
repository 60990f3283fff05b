import type { HistoryRange } from '@cashbacktv/contract'
import { useState } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { coursesOf, HISTORY_RANGES, type HistorySubject } from './domain/history-courses.ts'
import { LineChart } from './line-chart.tsx'
import { readHistory } from './read-history.ts'

const EVERY_MS: Record<HistoryRange, number> = {
  '5m': 5000,
  '1h': 15_000,
  '24h': 60_000,
  '7d': 300_000,
  '30d': 300_000,
}

type HistoryChartsProps = { subject: HistorySubject; title?: string; className?: string }

/** The course of the figures of a channel, of a host or of all, over a range a person chooses. */
export function HistoryCharts({ subject, title, className }: HistoryChartsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const apiText = useApiText()
  const [range, setRange] = useState<HistoryRange>('5m')
  const key = `${JSON.stringify(subject)} ${range}`
  const { data, problem } = usePolling((signal) => readHistory({ subject, range }, signal), {
    everyMs: EVERY_MS[range],
    key,
  })
  const courses = data ? coursesOf(data) : []
  const isEmpty = courses.every(({ values }) => values.every((value) => value === null))
  return (
    <Panel
      title={title ?? t('charts.title')}
      {...(className ? { className } : {})}
      actions={
        <Segmented
          legend={t('charts.range')}
          name={`range-${typeof subject === 'string' ? subject : Object.values(subject)[0]}`}
          value={range}
          options={HISTORY_RANGES.map((value) => ({ value, label: t(`charts.ranges.${value}`) }))}
          onChange={setRange}
        />
      }
    >
      {problem && !data ? (
        <Notice tone="warning" role="status">
          {t('charts.failed', { message: apiText.problem(problem) })}
        </Notice>
      ) : null}
      {!data && !problem ? (
        <div role="status" className="grid min-h-40 place-content-center text-sm text-dim">
          {t('charts.loading')}
        </div>
      ) : null}
      {data && isEmpty ? (
        <p className="grid min-h-40 place-content-center text-center text-sm text-dim">
          {t('charts.empty')}
        </p>
      ) : null}
      {data && !isEmpty ? (
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-x-5 gap-y-4">
          {courses.map(({ label, as, floor, values }) => (
            <LineChart
              key={label}
              title={t(`charts.course.${label}`)}
              values={values}
              endMs={data.endMs}
              stepSeconds={data.stepSeconds}
              floor={floor}
              format={format[as]}
            />
          ))}
        </div>
      ) : null}
    </Panel>
  )
}
