import { useLocation, useRouteLoaderData } from '@remix-run/react'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { takeFlash } from '../../shared/flash.ts'
import { loadToaster, toast, toasterIsMounted, toasterWanted } from '../../ui/toast.ts'
import { useUndo } from '../bulk/use-undo.ts'

const Toaster = lazy(() => loadToaster().then((module) => ({ default: module.Toaster })))

type Root = { theme: 'system' | 'light' | 'dark' }

/** Messages that come and go, among them the one a redirect brought along. */
export function Toasts() {
  const { t } = useTranslation()
  const data = useRouteLoaderData<Root>('root')
  const arrival = useLocation().key
  const wayBack = useUndo()
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for with each page that is gone to
  useEffect(() => {
    const flash = takeFlash()
    if (!flash) return
    const { key, name, deleted } = flash
    const steps = deleted ? [{ channelIds: [deleted], action: { kind: 'restore' } as const }] : []
    const say = key === 'path.notStarted' ? toast.warning : toast.success
    say(t(key, { name }), wayBack(steps))
  }, [arrival])
  const wanted = useSyncExternalStore(toasterWanted.subscribe, toasterWanted.get, () => false)
  if (!wanted) return null
  return (
    <Suspense fallback={null}>
      <Toaster theme={data?.theme ?? 'system'} onMounted={toasterIsMounted} />
    </Suspense>
  )
}
