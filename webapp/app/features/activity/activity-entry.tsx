import type { ActivityEntry as Entry } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { type EventPresentation, presentEvent } from './domain/event-presentation.ts'
import { EntryDetail } from './entry-detail.tsx'
import { TimelineMark } from './timeline-mark.tsx'
import { useEventTitle } from './use-event-title.ts'

type ActivityEntryProps = {
  entry: Entry
  /** Offers the end of the log where there is one. */
  withLog?: boolean
  /** It happened so many times, first at `since`. */
  repeated?: { times: number; since: string }
  children?: ReactNode
}

/** One thing that happened anywhere: what, to which channel, on which host, why and by whom. */
export function ActivityEntry({ entry, withLog, repeated, children }: ActivityEntryProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const shown = presentEvent(entry)
  const facts = useFacts(shown)
  const why = [
    ...(shown.reason ? [apiText.reason(shown.reason)] : []),
    ...(withLog && entry.channelId && entry.hostName ? [entry.hostName] : []),
  ]
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2 px-4 py-2 text-sm [overflow-wrap:anywhere]">
      <TimelineMark tone={shown.tone} />
      <p className="min-w-0">
        {entry.channelId && entry.channelName ? (
          <Link to={`/channels/${entry.channelId}`} className="font-semibold hover:underline">
            {entry.channelName}
          </Link>
        ) : entry.hostName ? (
          <span className="font-semibold">{entry.hostName}</span>
        ) : null}
        {(entry.channelId && entry.channelName) || entry.hostName ? ': ' : ''}
        <span>{useEventTitle(shown)}</span>
        {repeated ? <span className="figure font-semibold"> × {repeated.times}</span> : null}
        {facts.length > 0 ? <span className="figure text-dim"> {facts.join(', ')}</span> : null}
      </p>
      <span className="text-xs whitespace-nowrap text-dim">
        <Instant at={entry.at} />
      </span>
      <div className="col-span-2 col-start-2 min-w-0">
        {why.length > 0 ? <p className="text-xs text-dim">{why.join(' · ')}</p> : null}
        {repeated ? (
          <p className="text-xs text-dim">
            {t('timeline.firstAt')} <Instant at={repeated.since} />
          </p>
        ) : null}
        {entry.actor ? (
          <p className="text-xs text-dim">{t('act.by', { actor: entry.actor })}</p>
        ) : null}
        {withLog && entry.channelId ? (
          <EntryDetail
            channelId={entry.channelId}
            entryId={entry.id}
            logLines={shown.logLines}
            hasCommand={false}
          />
        ) : null}
        {children}
      </div>
    </li>
  )
}

function useFacts({ afterSeconds, asked, signal, exitCode }: EventPresentation): string[] {
  const { t } = useTranslation()
  const units = t('time.units', { returnObjects: true })
  const facts: string[] = []
  if (afterSeconds !== null) {
    facts.push(t('event.ranFor', { duration: formatDuration(afterSeconds * 1000, units) }))
  }
  if (asked) facts.push(t('event.asked'))
  if (signal) facts.push(t('timeline.signal', { signal }))
  else if (exitCode !== null) facts.push(t('timeline.exitCode', { code: exitCode }))
  return facts
}
