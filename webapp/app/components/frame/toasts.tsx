import { useRouteLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Toaster, toast } from 'sonner'
import type { Flash } from '../../lib/flash.server.ts'

/** Messages that come and go, among them the one a redirect brought along. */
export function Toasts() {
  const { t } = useTranslation()
  const data = useRouteLoaderData<{ theme: 'system' | 'light' | 'dark'; flash: Flash | null }>(
    'root',
  )
  const flash = data?.flash
  useEffect(() => {
    if (flash) toast.success(t(flash.key, { name: flash.name }))
  }, [flash, t])
  return (
    <Toaster
      theme={data?.theme ?? 'system'}
      position="bottom-right"
      closeButton
      toastOptions={{ closeButtonAriaLabel: t('common.close') }}
      containerAriaLabel={t('app.name')}
      style={
        {
          '--normal-bg': 'var(--color-surface)',
          '--normal-text': 'var(--color-ink)',
          '--normal-border': 'var(--color-line)',
        } as React.CSSProperties
      }
    />
  )
}
