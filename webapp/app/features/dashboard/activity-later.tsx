import type { ActivityList, GroupId } from '@cashbacktv/contract'
import { type ComponentType, lazy, memo, Suspense, useEffect, useState } from 'react'
import { patiently } from '../../shared/away/patiently.ts'
import { somebodyIsThere } from '../../shared/signs-of-life.ts'
import { useIsBrowser } from '../../shared/use-is-browser.ts'
import { ASKED_EVERY_MS } from './domain/recent.ts'

type PartProps = {
  initial: ActivityList
  /** What is done to channels of this group alone. */
  groupId: GroupId | null
}
type Part = ComponentType<PartProps>

const load = () => import('./recent-activity.tsx').then((module) => module.RecentActivity)
const PartOnServer = lazy(() => load().then((component) => ({ default: component })))
const loadPatiently = patiently(load)

let loaded: Part | null = null

/**
 * What happened last, as the server made it. What it takes to keep that up comes when somebody is
 * there, or when it would be asked for anew; until then it is markup that no update of the page
 * touches.
 */
export const ActivityLater = memo(function ActivityLater({ initial, groupId }: PartProps) {
  const LoadedPart = usePart()
  if (import.meta.env.SSR) {
    return (
      <div key="sent">
        <Suspense fallback={null}>
          <PartOnServer initial={initial} groupId={groupId} />
        </Suspense>
      </div>
    )
  }
  return LoadedPart ? (
    <div key="live">
      <LoadedPart initial={initial} groupId={groupId} />
    </div>
  ) : (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: sets nothing: React keeps what was sent
    <div key="sent" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />
  )
})

function usePart(): Part | null {
  const [part, setPart] = useState<Part | null>(() => loaded)
  // A page that was gone to in the browser has no markup to show meanwhile.
  const [wasSent] = useState(!useIsBrowser())
  useEffect(() => {
    let isOver = false
    const turn = wasSent && !loaded ? untilWanted() : Promise.resolve()
    void turn.then(loadPatiently).then((component) => {
      loaded = component
      if (!isOver) setPart(() => component)
    })
    return () => {
      isOver = true
    }
  }, [wasSent])
  return part
}

function untilWanted(): Promise<void> {
  const isDue = new Promise<void>((resolve) => setTimeout(resolve, ASKED_EVERY_MS))
  return Promise.race([somebodyIsThere(), isDue])
}
