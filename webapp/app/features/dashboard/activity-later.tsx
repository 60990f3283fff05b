import type { ActivityList } from '@cashbacktv/contract'
import { lazy, memo, Suspense } from 'react'

const RecentActivity = lazy(() =>
  import('./recent-activity.tsx').then((module) => ({ default: module.RecentActivity })),
)

/**
 * What happened last, as the server made it; what it takes to keep it up comes after the rest of the
 * page. Kept from the updates of the page, which would throw away what has not woken up yet.
 */
export const ActivityLater = memo(function ActivityLater({ initial }: { initial: ActivityList }) {
  return (
    <Suspense fallback={null}>
      <RecentActivity initial={initial} />
    </Suspense>
  )
})
