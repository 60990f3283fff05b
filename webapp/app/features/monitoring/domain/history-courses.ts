import type { History, HistoryRange } from '@cashbacktv/contract'
import type { Format } from '../../../shared/domain/format.ts'

export const HISTORY_RANGES = ['5m', '1h', '24h', '7d', '30d'] as const satisfies HistoryRange[]

/** Whose figures: one channel's, one host's, or all together. */
export type HistorySubject = { channelId: string } | { hostId: string } | 'all'

type Course = {
  /** Names a column may have, the first that is there is shown. */
  columns: readonly string[]
  /** Key below `charts.course` of the translations. */
  label: CourseLabel
  as: keyof Format
  /** The least top of the chart, so that a quiet figure does not look wild. */
  floor: number
  /** From the unit of the column to that of the format. */
  times?: number
}
export type CourseLabel =
  | 'fps'
  | 'speed'
  | 'bitrateIn'
  | 'bitrateOut'
  | 'cpu'
  | 'memory'
  | 'dropped'
  | 'quality'
  | 'viewers'
  | 'bandwidth'
  | 'running'
  | 'media'
  | 'networkIn'
  | 'networkOut'
  | 'diskRead'
  | 'diskWritten'

const TO_KBPS = 8 / 1000
const COURSES: readonly Course[] = [
  { columns: ['channelsOnAir'], label: 'running', as: 'count', floor: 4 },
  { columns: ['fps'], label: 'fps', as: 'fps', floor: 25 },
  { columns: ['speed'], label: 'speed', as: 'speed', floor: 1 },
  { columns: ['inputBitrateKbps'], label: 'bitrateIn', as: 'bitrate', floor: 500 },
  { columns: ['outputBitrateKbps'], label: 'bitrateOut', as: 'bitrate', floor: 500 },
  { columns: ['cpuPercent'], label: 'cpu', as: 'percent', floor: 10 },
  { columns: ['memoryBytes', 'memoryUsedBytes'], label: 'memory', as: 'bytes', floor: 5e7 },
  { columns: ['droppedFrames'], label: 'dropped', as: 'count', floor: 5 },
  { columns: ['qualityScore'], label: 'quality', as: 'count', floor: 100 },
  { columns: ['viewers'], label: 'viewers', as: 'count', floor: 5 },
  { columns: ['viewerKbps'], label: 'bandwidth', as: 'bitrate', floor: 1000 },
  { columns: ['mediaUsedBytes'], label: 'media', as: 'bytes', floor: 1e8 },
  {
    columns: ['networkReceivedBytesPerSecond'],
    label: 'networkIn',
    as: 'bitrate',
    floor: 1000,
    times: TO_KBPS,
  },
  {
    columns: ['networkSentBytesPerSecond'],
    label: 'networkOut',
    as: 'bitrate',
    floor: 1000,
    times: TO_KBPS,
  },
  { columns: ['diskReadBytesPerSecond'], label: 'diskRead', as: 'bytes', floor: 1e6 },
  { columns: ['diskWrittenBytesPerSecond'], label: 'diskWritten', as: 'bytes', floor: 1e6 },
]

export type ShownCourse = Pick<Course, 'label' | 'as' | 'floor'> & { values: (number | null)[] }

/** The charts a history has columns for, in the order they are shown. */
export function coursesOf({ points }: Pick<History, 'points'>): ShownCourse[] {
  return COURSES.flatMap(({ columns, label, as, floor, times = 1 }) => {
    const column = columns.map((name) => points[name]).find((values) => values !== undefined)
    if (!column) return []
    const values = column.map((value) => (value === null ? null : value * times))
    return [{ label, as, floor, values }]
  })
}
