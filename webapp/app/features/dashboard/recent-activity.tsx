import type { ActivityList, GroupId } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { browserApi } from '../../shared/browser-api.ts'
import { useStatesVersion } from '../../shared/live/use-live.ts'
import { usePolling } from '../../shared/use-polling.ts'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ActivityFeed } from '../activity/activity-feed.tsx'
import { ASKED_EVERY_MS, RECENT } from './domain/recent.ts'

const MOST_LINES = 14

type RecentActivityProps = { initial: ActivityList; groupId: GroupId | null }

/** What happened last, on any channel and host, and who did what. */
export function RecentActivity({ initial, groupId }: RecentActivityProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { data, problem } = usePolling(
    (signal) =>
      browserApi.monitoring.activity.query(
        { limit: RECENT, groupId: groupId ?? undefined },
        { signal },
      ),
    { everyMs: ASKED_EVERY_MS, key: `recent ${groupId}`, hint: useStatesVersion() },
  )
  const { items } = data ?? initial
  return (
    <Panel
      title={t('dashboard.activity')}
      bodyClassName="p-0"
      actions={
        <Link
          to="/monitoring?view=errors"
          prefetch="intent"
          className="py-1.5 text-xs font-medium text-accent hover:underline"
        >
          {t('dashboard.activityAll')}
        </Link>
      }
    >
      {problem ? (
        <Notice tone="warning" role="status" className="m-3">
          {t('dashboard.activityFailed', { message: apiText.problem(problem) })}
        </Notice>
      ) : null}
      {items.length === 0 ? (
        <p className="px-4 py-10 text-center text-sm text-dim">{t('dashboard.activityNone')}</p>
      ) : (
        <ActivityFeed list={data ?? initial} most={MOST_LINES} />
      )}
    </Panel>
  )
}
