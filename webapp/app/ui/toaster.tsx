import { type CSSProperties, useEffect } from 'react'
import { Toaster as Sonner } from 'sonner'
import { useTranslation } from '../i18n/use-translation.ts'

export { toast as show } from 'sonner'

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

type ToasterProps = { theme: 'system' | 'light' | 'dark'; onMounted: () => void }

/** Where toasts are shown. */
export function Toaster({ theme, onMounted }: ToasterProps) {
  const { t } = useTranslation()
  useEffect(onMounted, [onMounted])
  return (
    <Sonner
      theme={theme}
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
