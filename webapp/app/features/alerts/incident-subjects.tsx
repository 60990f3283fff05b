import type { AlertSubject, AlertView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Instant, Since } from '../../ui/elapsed.tsx'
import { Panel } from '../../ui/panel.tsx'
import { countWell } from './domain/present-incident.ts'
import { SeverityPill } from './severity-pill.tsx'

const MOST = 60

/** The alerts of an incident, those that go on first. */
export function IncidentSubjects({ alerts }: { alerts: readonly AlertView[] }) {
  const { t } = useTranslation()
  const sorted = alerts.toSorted(
    (a, b) => Number(a.clearedAt !== null) - Number(b.clearedAt !== null),
  )
  const more = sorted.length - MOST
  const { all, well } = countWell(alerts)
  return (
    <Panel
      title={t('alerts.page.subjects')}
      hint={well > 0 ? t('alerts.page.wellAgain', { count: well, all }) : undefined}
      bodyClassName="p-0"
    >
      <ul className="divide-y divide-line">
        {sorted.slice(0, MOST).map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
      {more > 0 ? (
        <p className="border-t border-line px-4 py-2.5 text-sm text-dim">
          {t('alerts.page.subjectsMore', { count: more })}
        </p>
      ) : null}
    </Panel>
  )
}

function AlertItem({ alert }: { alert: AlertView }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { severity, subject, rule, said, reason, since, clearedAt, wellSince, healing } = alert
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-2.5 text-sm max-sm:grid-cols-1">
      <SeverityPill severity={severity} isOver={clearedAt !== null} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <SubjectLink subject={subject} />
        <p className="text-xs text-dim">{apiText.reason(said)}</p>
        {reason ? <p className="text-xs text-dim">{apiText.reason(reason)}</p> : null}
        {isOfRecordings(rule) ? (
          <Link to={recordingsOf(subject)} className="text-xs text-accent hover:underline">
            {t('title.recordings')}
          </Link>
        ) : null}
        {healing ? <p className="text-xs text-dim">{apiText.healing(healing)}</p> : null}
      </div>
      <span className="figure text-xs whitespace-nowrap text-dim">
        {clearedAt === null ? (
          <Since at={since} />
        ) : (
          <>
            {wellSince === null ? '' : `${t('alerts.page.wellSince')} `}
            <Instant at={wellSince ?? clearedAt} />
          </>
        )}
      </span>
    </li>
  )
}

function isOfRecordings(rule: string): boolean {
  return rule.startsWith('recordings-')
}

function recordingsOf({ kind, id }: AlertSubject): string {
  return kind === 'channel' ? `/recordings?channel=${id}` : '/recordings'
}

export function SubjectLink({ subject }: { subject: AlertSubject }) {
  const to = subject.kind === 'channel' ? `/channels/${subject.id}` : '/hosts'
  return (
    <Link to={to} className="font-medium hover:underline">
      {subject.name}
    </Link>
  )
}
