import type { History } from '@cashbacktv/contract'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import type { DurationUnits, Format } from '../../shared/domain/format.ts'
import { DASH, formatDuration } from '../../shared/domain/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { LineChart } from '../monitoring/line-chart.tsx'

type Course = {
  name:
    | 'availabilityPercent'
    | 'viewersPeak'
    | 'viewers'
    | 'bandwidthKbps'
    | 'slateSeconds'
    | 'restarts'
    | 'cpuCores'
    | 'qualityScore'
    | 'stallsPerHour'
    | 'throughputKbps'
  text: (format: Format, units: DurationUnits) => (value: number | null) => string
  floor: number
}

const COURSES: readonly Course[] = [
  {
    name: 'availabilityPercent',
    text: (format) => (value) => format.share(value === null ? null : value / 100),
    floor: 100,
  },
  { name: 'viewersPeak', text: (format) => format.count, floor: 5 },
  { name: 'viewers', text: (format) => format.one, floor: 5 },
  { name: 'bandwidthKbps', text: (format) => format.bitrate, floor: 1000 },
  {
    name: 'slateSeconds',
    text: (_, units) => (value) => (value === null ? DASH : formatDuration(value * 1000, units)),
    floor: 60,
  },
  { name: 'restarts', text: (format) => format.count, floor: 5 },
  { name: 'cpuCores', text: (format) => format.two, floor: 1 },
  { name: 'qualityScore', text: (format) => format.count, floor: 100 },
  { name: 'stallsPerHour', text: (format) => format.two, floor: 1 },
  { name: 'throughputKbps', text: (format) => format.bitrate, floor: 1000 },
]

/** All channels over the time. */
export function CourseCharts({ course, timeZone }: { course: History; timeZone: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const units = t('time.units', { returnObjects: true })
  return (
    <Panel title={t('analytics.course')}>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-x-5 gap-y-4">
        {COURSES.map(({ name, text, floor }) => (
          <LineChart
            key={name}
            title={t(`analytics.chart.${name}`)}
            values={course.points[name] ?? []}
            endMs={Date.parse(course.until) - course.stepSeconds * 1000}
            stepSeconds={course.stepSeconds}
            floor={floor}
            format={text(format, units)}
            timeZone={timeZone}
          />
        ))}
      </div>
    </Panel>
  )
}
