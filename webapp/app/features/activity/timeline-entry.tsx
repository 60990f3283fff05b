import type { ChannelView, EventView, HostEventKind } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { changedSettings } from './domain/changed-settings.ts'
import { type EventPresentation, presentEvent } from './domain/event-presentation.ts'
import { EntryDetail } from './entry-detail.tsx'
import { TimelineMark } from './timeline-mark.tsx'
import { useEventTitle } from './use-event-title.ts'

type TimelineEntryProps = { event: EventView; start: EventView | null; channel: ChannelView }

/** One thing that happened, or one act of a person. */
export function TimelineEntry({ event, start, channel }: TimelineEntryProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const shown = presentEvent(event)
  const { tone, reason } = shown
  const facts = useFacts(shown, event, channel)
  const own = useEventTitle(shown)
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2 pb-3">
      <TimelineMark tone={tone} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <span className="font-medium">{start ? t('event.started') : own}</span>
          {facts.length > 0 ? <span className="figure text-dim"> {facts.join(', ')}</span> : null}
        </p>
        {event.actor ? (
          <p className="text-xs text-dim">{t('act.by', { actor: event.actor })}</p>
        ) : null}
        {reason ? (
          <p className="text-xs text-dim">
            <span className="mr-1.5 rounded-sm bg-raised px-1 py-px font-medium">
              {t(`timeline.class.${reason.class}`)}
            </span>
            {apiText.reason(reason)}
          </p>
        ) : null}
        <EntryDetail
          channelId={channel.id}
          entryId={start?.id ?? event.id}
          logLines={shown.logLines}
          hasCommand={shown.hasCommand || (start !== null && presentEvent(start).hasCommand)}
        />
      </div>
      <span className="text-xs whitespace-nowrap text-dim">
        <Instant at={event.at} />
      </span>
    </li>
  )
}

/** What a duration is of; of a run where it is not said. */
const DURATIONS: Partial<Record<HostEventKind, 'event.lasted' | 'event.lastedSilence'>> = {
  'slate-off': 'event.lasted',
  'sound-back': 'event.lastedSilence',
}

/** The short facts behind the title, in the order of reading. */
function useFacts(shown: EventPresentation, event: EventView, channel: ChannelView): string[] {
  const { t } = useTranslation()
  const format = useFormat()
  const units = t('time.units', { returnObjects: true })
  const span = (seconds: number) => formatDuration(seconds * 1000, units)
  const { title, afterSeconds, exitCode, signal, silentSeconds, sources } = shown
  const name = title.kind === 'event' ? title.name : null
  const place = (id: string | null) => channel.sources.findIndex((source) => source.id === id) + 1
  const facts: string[] = []
  if (name && afterSeconds !== null) {
    if (name === 'first-segment')
      facts.push(t('event.afterMs', { seconds: format.one(afterSeconds) }))
    else facts.push(t(DURATIONS[name] ?? 'event.ranFor', { duration: span(afterSeconds) }))
  }
  if (silentSeconds !== null) facts.push(t('timeline.silent', { duration: span(silentSeconds) }))
  if (shown.asked) facts.push(t('event.asked'))
  if (signal) facts.push(t('timeline.signal', { signal }))
  else if (exitCode !== null) facts.push(t('timeline.exitCode', { code: exitCode }))
  if (sources && place(sources.to) > 0) {
    const [from, to] = [place(sources.from), place(sources.to)]
    facts.push(from > 0 ? t('timeline.fromTo', { from, to }) : t('timeline.toSource', { to }))
  }
  const changed = changedSettings(event)
  if (changed.length > 0) {
    const fields = changed.map((field) => t(`settingName.${field}`)).join(', ')
    facts.push(t('act.changed', { fields }))
  }
  if (event.kind === 'channel.reveal' && event.detail.address)
    facts.push(t('act.from', { address: event.detail.address }))
  return facts
}
