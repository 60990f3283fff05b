import type { EventView } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import type { Tone } from '../../domain/channel-status.ts'
import { presentEvent } from '../../domain/event-presentation.ts'
import { formatDuration } from '../../domain/format.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { browserApi } from '../../lib/browser-api.ts'
import { usePolling } from '../../lib/use-polling.ts'
import { Instant } from '../channel/elapsed.tsx'
import { Panel } from '../ui/panel.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'

const MARKS: Record<Tone, { shape: string; color: string }> = {
  good: { shape: '●', color: 'text-good' },
  busy: { shape: '◐', color: 'text-busy' },
  warning: { shape: '▲', color: 'text-warning' },
  bad: { shape: '◆', color: 'text-bad' },
  off: { shape: '○', color: 'text-off' },
  unknown: { shape: '○', color: 'text-unknown' },
}

type TimelineProps = { channelId: string; initial: readonly EventView[] }

/** What happened to the channel, newest first. */
export function Timeline({ channelId, initial }: TimelineProps) {
  const { t } = useTranslation()
  const { data } = usePolling(
    (signal) => browserApi.channels.events.query({ id: channelId }, { signal }),
    { everyMs: 5000, key: channelId },
  )
  const events = data?.items ?? initial
  return (
    <Panel title={t('channel.timeline')}>
      {events.length === 0 ? (
        <p className="text-sm text-dim">{t('channel.timelineEmpty')}</p>
      ) : (
        <ScrollBox label={t('channel.timeline')} className="max-h-80 overflow-y-auto">
          <ol className="grid gap-2.5 text-sm">
            {events.map((event) => (
              <TimelineItem key={event.id} event={event} />
            ))}
          </ol>
        </ScrollBox>
      )}
    </Panel>
  )
}

function TimelineItem({ event }: { event: EventView }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { tone, known, reason, afterSeconds, asked } = presentEvent(event)
  const { shape, color } = MARKS[tone]
  const duration =
    afterSeconds === null
      ? null
      : formatDuration(afterSeconds * 1000, t('time.units', { returnObjects: true }))
  return (
    <li className="grid grid-cols-[1rem_1fr_auto] gap-x-2">
      <span aria-hidden="true" className={`${color} text-xs leading-5`}>
        {shape}
      </span>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-medium">{known ? t(`event.${known}`) : event.kind}</span>
        {known && duration !== null ? (
          <span className="figure text-dim">
            {' '}
            {known === 'first-segment'
              ? t('event.afterMs', { seconds: (afterSeconds ?? 0).toFixed(1) })
              : known === 'slate-off'
                ? t('event.lasted', { duration })
                : t('event.ranFor', { duration })}
          </span>
        ) : null}
        {asked ? <span className="text-dim">, {t('event.asked')}</span> : null}
        {event.actor ? <span className="text-dim"> · {event.actor}</span> : null}
        {reason ? <p className="text-xs text-dim">{apiText.reason(reason)}</p> : null}
      </div>
      <span className="text-xs whitespace-nowrap text-dim">
        <Instant at={event.at} />
      </span>
    </li>
  )
}
