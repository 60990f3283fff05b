import { useRouteLoaderData } from '@remix-run/react'
import { type CSSProperties, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Toaster, toast } from 'sonner'
import type { Flash } from '../../shared/flash.server.ts'
import { useUndo } from '../bulk/use-undo.ts'

/** On a phone the navigation is at the foot, and stays in reach. */
const ABOVE_NAVIGATION = { bottom: '8.5rem' }
/** Above the bar at the foot of a form or a selection, so that it covers no button there. */
const ABOVE_BARS = { bottom: '5.5rem' }

const COLOURS: CSSProperties & Record<`--${string}`, string> = {
  '--width': '24rem',
  '--normal-bg': 'var(--color-surface)',
  '--normal-text': 'var(--color-ink)',
  '--normal-border': 'var(--color-line)',
}

/** Messages that come and go, among them the one a redirect brought along. */
export function Toasts() {
  const { t } = useTranslation()
  const data = useRouteLoaderData<{ theme: 'system' | 'light' | 'dark'; flash: Flash | null }>(
    'root',
  )
  const flash = data?.flash
  const wayBack = useUndo()
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once a message, whatever else changes
  useEffect(() => {
    if (!flash) return
    const { key, name, deleted } = flash
    const steps = deleted ? [{ channelIds: [deleted], action: { kind: 'restore' } as const }] : []
    const say = key === 'path.notStarted' ? toast.warning : toast.success
    say(t(key, { name }), wayBack(steps))
  }, [flash])
  return (
    <Toaster
      theme={data?.theme ?? 'system'}
      position="bottom-right"
      offset={ABOVE_BARS}
      mobileOffset={ABOVE_NAVIGATION}
      closeButton
      toastOptions={{ closeButtonAriaLabel: t('common.close') }}
      containerAriaLabel={t('app.name')}
      style={COLOURS}
    />
  )
}
