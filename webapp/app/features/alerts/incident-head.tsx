import type { IncidentView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { formatDuration } from '../../shared/domain/format.ts'
import { Instant, Since } from '../../ui/elapsed.tsx'
import { Notice } from '../../ui/notice.tsx'
import { lastedMs } from './domain/present-incident.ts'
import { SeverityPill } from './severity-pill.tsx'

/** In one look: what is wrong, since when, for whom, and what the system does about it. */
export function IncidentHead({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { severity, said, since, openedAt, overAt, cause, healing, wellSince } = incident
  const lasted = lastedMs(incident)
  const units = t('time.units', { returnObjects: true })
  return (
    <section
      aria-label={t('alerts.places.incidents')}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SeverityPill severity={severity} isOver={overAt !== null || wellSince !== null} />
        <p className="min-w-0 flex-1 basis-64 font-semibold [overflow-wrap:anywhere]" role="status">
          {apiText.reason(said)}
        </p>
      </div>
      {wellSince !== null ? (
        <Notice tone="good">
          {t('alerts.page.partWell')} <Instant at={wellSince} dateToo />
        </Notice>
      ) : overAt === null ? (
        <Notice>
          <span className="font-medium">{t('alerts.page.doing')}:</span>{' '}
          {t(`alerts.doing.${isOfRecordings(cause) ? 'recordings' : cause.kind}`)}
        </Notice>
      ) : (
        <Notice tone="good">
          {t('alerts.page.overNow')} {healing ? apiText.healing(healing) : ''}{' '}
          {lasted === null ? '' : t('incident.lasted', { duration: formatDuration(lasted, units) })}
        </Notice>
      )}
      {incident.partial ? <Notice>{t('alerts.page.partial')}</Notice> : null}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 xl:grid-cols-5">
        <Fact name={t('alerts.page.since')}>
          {overAt === null ? <Since at={since} /> : <Instant at={since} dateToo />}
          <span className="block text-xs text-dim">
            <Instant at={openedAt} dateToo />
          </span>
        </Fact>
        <Fact name={t('alerts.page.hit')}>{incident.channels}</Fact>
        <Fact name={t('alerts.page.hitEver')}>{incident.channelsEver}</Fact>
        <Fact name={t('alerts.page.viewersNow')}>
          {incident.viewersNow}
          {incident.viewers === null ? null : (
            <span className="block text-xs text-dim">
              {t('alerts.page.viewersMost', { count: incident.viewers })}
            </span>
          )}
        </Fact>
        <Fact name={t('alerts.page.cause')}>
          {t(`alerts.page.causes.${cause.kind}`)}
          <Cause incident={incident} />
        </Fact>
      </dl>
    </section>
  )
}

function isOfRecordings(cause: IncidentView['cause']): boolean {
  return cause.kind === 'resource' && cause.resource === 'recordings'
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 [overflow-wrap:anywhere]">
      <dt className="text-xs text-dim">{name}</dt>
      <dd className="figure font-medium">{children}</dd>
    </div>
  )
}

function Cause({ incident: { cause } }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const line = 'block text-xs font-normal'
  switch (cause.kind) {
    case 'upstream':
    case 'destination':
      return <span className={line}>{cause.address}</span>
    case 'machine':
      return (
        <Link to="/hosts" className={`${line} hover:underline`}>
          {cause.name}
        </Link>
      )
    case 'resource':
      return (
        <span className={line}>
          {[t(`alerts.page.resources.${cause.resource}`), cause.name].filter(Boolean).join(' · ')}
        </span>
      )
    case 'channel':
      return (
        <Link to={`/channels/${cause.channelId}`} className={`${line} hover:underline`}>
          {cause.name}
        </Link>
      )
  }
}
