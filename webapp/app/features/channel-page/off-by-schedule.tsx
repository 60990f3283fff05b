import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useNow } from '../../shared/use-now.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { Notice } from '../../ui/notice.tsx'
import { onAirNow } from '../channel/domain/schedule-words.ts'

type OffByScheduleProps = { channel: Pick<ChannelView, 'schedule'>; waiting: boolean }

/** Why a channel that is switched on is not on air: nobody need start it, its schedule will. */
export function OffBySchedule({ channel: { schedule }, waiting }: OffByScheduleProps) {
  const { t } = useTranslation()
  const minute = useNow((now) => Math.floor(now / 60_000))
  if (!schedule || !waiting || minute === null) return null
  const { onAir, changesAt } = onAirNow(schedule, minute * 60_000)
  if (onAir) return null
  return (
    <Notice role="status">
      {t('schedule.outside')}{' '}
      {changesAt === null ? (
        t('schedule.never')
      ) : (
        <span className="figure">
          {t('schedule.nextOn')} <Instant at={new Date(changesAt).toISOString()} dateToo />{' '}
          {t('schedule.yourTime')}
        </span>
      )}
    </Notice>
  )
}
