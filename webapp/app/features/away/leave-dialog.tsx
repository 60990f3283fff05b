import { AlertDialog } from 'radix-ui'
import { useTranslation } from '../../i18n/use-translation.ts'
import { isSaveWaiting } from '../../shared/away/waiting.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { Button } from '../../ui/button.tsx'

type LeaveDialogProps = { onStay: () => void; onLeave: () => void }

/** What has been typed is only here: staying has the focus. */
export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps) {
  const { t } = useTranslation()
  const returnFocus = useReturnFocus()
  return (
    <AlertDialog.Root open onOpenChange={(open) => open || onStay()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <AlertDialog.Content
          {...returnFocus}
          className="fixed top-1/2 left-1/2 z-50 grid w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-lg border border-line bg-surface p-5 shadow-float"
        >
          <AlertDialog.Title className="text-base font-semibold">
            {t('leave.title')}
          </AlertDialog.Title>
          <AlertDialog.Description className="text-sm text-dim">
            {t(isSaveWaiting() ? 'leave.waiting' : 'leave.text')}
          </AlertDialog.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{t('leave.stay')}</Button>
            </AlertDialog.Cancel>
            <Button look="danger" onClick={onLeave}>
              {t('leave.leave')}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
