import type { GroupId } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { Since } from '../../ui/elapsed.tsx'
import { SeverityPill } from './severity-pill.tsx'
import { useOpenIncidents } from './use-open-incidents.ts'

type WorstIncidentProps = {
  /** From across the room. */
  large?: boolean
  groupId?: GroupId | null
}

/** The worst of what is open in one line, and how many others there are; nothing where nothing is. */
export function WorstIncident({ large = false, groupId = null }: WorstIncidentProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const [worst, ...others] = useOpenIncidents({ groupId })
  if (!worst) return null
  const { id, severity, said, since, channels } = worst
  return (
    <p
      className={classNames(
        'flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-surface px-3 py-2',
        severity === 'critical' ? 'border-bad' : 'border-warning',
        large ? 'text-lg' : 'text-sm',
      )}
    >
      <SeverityPill severity={severity} isOver={false} />
      <Link
        to={`/alerts/${id}`}
        className="min-w-0 flex-1 basis-48 font-semibold [overflow-wrap:anywhere] hover:underline"
      >
        {apiText.reason(said)}
      </Link>
      <span className="figure whitespace-nowrap text-dim">
        {channels > 0 ? `${t('incident.channels', { count: channels })} · ` : ''}
        <Since at={since} />
        {others.length > 0 ? ` · +${others.length}` : ''}
      </span>
    </p>
  )
}
