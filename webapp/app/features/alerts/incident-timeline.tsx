import type { AlertView, IncidentEntry } from '@cashbacktv/contract'
import type { ReactNode } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { Panel } from '../../ui/panel.tsx'
import { presentEvent } from '../activity/domain/event-presentation.ts'
import { TimelineMark } from '../activity/timeline-mark.tsx'
import { useEventTitle } from '../activity/use-event-title.ts'
import type { Tone } from '../channel/domain/channel-status.ts'
import { type FoldedEntry, foldEntries } from './domain/fold-entries.ts'
import { SubjectLink } from './incident-subjects.tsx'

type Names = ReadonlyMap<string, string>
type IncidentTimelineProps = {
  entries: readonly IncidentEntry[]
  /** By which channels have their names. */
  alerts: readonly AlertView[]
}

/** What happened in an incident and who did what about it, oldest first. */
export function IncidentTimeline({ entries, alerts }: IncidentTimelineProps) {
  const { t } = useTranslation()
  const names = new Map<string, string>(alerts.map(({ subject }) => [subject.id, subject.name]))
  return (
    <Panel title={t('alerts.page.timeline')}>
      <ol className="grid gap-3 text-sm">
        {foldEntries(entries).map(({ entry, times }) => (
          <Entry key={`${entry.kind} ${entry.id}`} entry={entry} times={times} names={names} />
        ))}
      </ol>
    </Panel>
  )
}

type EntryProps = FoldedEntry & { names: Names }

function Entry({ entry, times, names }: EntryProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  switch (entry.kind) {
    case 'raised':
      return (
        <Line at={entry.at} tone={entry.severity === 'critical' ? 'bad' : 'warning'}>
          {t('alerts.entry.raised')}: <SubjectLink subject={entry.subject} />
          <Small>{apiText.reason(entry.said)}</Small>
        </Line>
      )
    case 'cleared':
      return (
        <Line at={entry.at} tone="good">
          {t('alerts.entry.cleared')}: <SubjectLink subject={entry.subject} />
          <Small>
            {apiText.healing(entry.healing)}
            {entry.wellSince ? (
              <>
                {` ${t('alerts.page.wellSince')} `}
                <Instant at={entry.wellSince} />
              </>
            ) : null}
          </Small>
        </Line>
      )
    case 'over':
      return (
        <Line at={entry.at} tone="good">
          <strong>{t('alerts.entry.over')}</strong>
          <Small>{apiText.healing(entry.healing)}</Small>
        </Line>
      )
    case 'flapping':
      return (
        <Line at={entry.at} tone="warning">
          {t('alerts.entry.flapping')}
        </Line>
      )
    case 'told':
      return (
        <Line at={entry.at} tone="off">
          {t(`alerts.entry.told.${entry.news}`, { target: entry.target })}
        </Line>
      )
    case 'happened':
      return <Happened entry={entry} times={times} names={names} />
    default:
      return <Act entry={entry} />
  }
}

type Of<K extends IncidentEntry['kind']> = Extract<IncidentEntry, { kind: K }>
type ActEntry = Of<'acknowledged' | 'unacknowledged' | 'muted' | 'unmuted'>

function Act({ entry }: { entry: ActEntry }) {
  const { t } = useTranslation()
  return (
    <Line at={entry.at} tone="busy">
      {t(`alerts.entry.${entry.kind}`)}
      {entry.kind === 'muted' ? (
        <>
          {' '}
          <Instant at={entry.until} />
        </>
      ) : null}
      {entry.by ? <Small>{t('act.by', { actor: entry.by })}</Small> : null}
      {entry.kind === 'acknowledged' && entry.note ? <Small>{entry.note}</Small> : null}
    </Line>
  )
}

type HappenedProps = { entry: Of<'happened'>; times: number; names: Names }

function Happened({ entry: { at, event }, times, names }: HappenedProps) {
  const apiText = useApiText()
  const shown = presentEvent(event)
  const title = useEventTitle(shown)
  const name = names.get(event.channelId ?? '')
  return (
    <Line at={at} tone={shown.tone}>
      {name ? `${name}: ` : ''}
      {title}
      {times > 1 ? <span className="figure font-semibold"> × {times}</span> : null}
      {shown.reason ? <Small>{apiText.reason(shown.reason)}</Small> : null}
    </Line>
  )
}

function Line({ at, tone, children }: { at: string; tone: Tone; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2">
      <TimelineMark tone={tone} />
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
      <span className="text-xs whitespace-nowrap text-dim">
        <Instant at={at} />
      </span>
    </li>
  )
}

function Small({ children }: { children: ReactNode }) {
  return <p className="text-xs text-dim">{children}</p>
}
