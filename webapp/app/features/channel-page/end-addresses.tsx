import { Ban } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

/** Ending all addresses asks, and says who loses what. */
export function EndAddresses({ disabled, end }: { disabled: boolean; end: () => Promise<void> }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="danger" disabled={disabled}>
          <Ban aria-hidden="true" />
          {t('playback.endAll')}
        </Button>
      }
      title={t('playback.endAll')}
      consequence={<p>{t('playback.endAllAsk')}</p>}
      cancel={<Button look="quiet">{t('common.cancel')}</Button>}
      confirm={
        <Button
          look="danger"
          onClick={() => {
            setOpen(false)
            void end()
          }}
        >
          {t('playback.endAllSure')}
        </Button>
      }
    />
  )
}
