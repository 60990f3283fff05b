import { useTranslation } from '../../i18n/use-translation.ts'
import { localeOf } from '../../shared/domain/preferences.ts'
import { useNow } from '../../shared/use-now.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { type ScheduleValues, toSchedule } from './domain/schedule-form.ts'
import { dayNames, dayRuns, onAirNow } from './domain/schedule-words.ts'

/** The schedule in words, and when it next puts the channel on or off air. */
export function NextChange({ schedule }: { schedule: ScheduleValues }) {
  const { t } = useTranslation()
  const lines = useScheduleLines(schedule)
  // By the minute: finer nobody plans, and typing stays light.
  const minute = useNow((now) => Math.floor(now / 60_000))
  const wanted = toSchedule(schedule)
  if (!wanted || minute === null) return null
  const complete =
    wanted.oneOff.every(({ from, until }) => isInstant(from) && isInstant(until)) &&
    wanted.weekly.every(({ days, start, end }) => days.length > 0 && start && end)
  if (!complete) return <p className="text-xs text-dim">{t('schedule.incomplete')}</p>
  const { onAir, changesAt } = onAirNow(wanted, minute * 60_000)
  return (
    <div className="grid gap-1 rounded-md bg-well px-3 py-2.5 text-sm">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="figure text-dim">
        {t(onAir ? 'schedule.nowOn' : 'schedule.nowOff')}{' '}
        {changesAt === null ? (
          t('schedule.never')
        ) : (
          <>
            {t(onAir ? 'schedule.nextOff' : 'schedule.nextOn')}{' '}
            <Instant at={new Date(changesAt).toISOString()} dateToo /> {t('schedule.yourTime')}
          </>
        )}
      </p>
    </div>
  )
}

/** `Monday–Friday 08:00–23:00 (Europe/Istanbul)`, a line a window. */
function useScheduleLines({ weekly, timeZone }: ScheduleValues): string[] {
  const { t, i18n } = useTranslation()
  const names = dayNames(localeOf(i18n.language), 'long')
  return [
    ...new Set(
      weekly.map(({ days, start, end }) => {
        const spans = dayRuns(days).map(({ from, to }) =>
          from === to ? names[from - 1] : `${names[from - 1]}–${names[to - 1]}`,
        )
        const day = days.length === 7 ? t('schedule.everyDay') : spans.join(', ')
        return `${day} ${start}–${end} (${timeZone})`
      }),
    ),
  ]
}

function isInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && text.endsWith('Z')
}
