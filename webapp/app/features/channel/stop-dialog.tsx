import { AlertDialog } from 'radix-ui'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { useReturnFocus } from '../../shared/use-return-focus.ts'
import { Button } from '../../ui/button.tsx'
import type { Commanded } from './commands.ts'
import { StopConsequence } from './stop-consequence.tsx'
import { useCommand } from './use-command.ts'

/** Asks before a channel is taken off air, and says who watches. The safe answer has the focus. */
export function StopDialog({ channel, onClose }: { channel: Commanded; onClose: () => void }) {
  const { t } = useTranslation()
  const { send } = useCommand()
  const returnFocus = useReturnFocus()
  const viewers = useChannelPulse(channel.id, (pulse) => pulse.viewers, channel.viewers)
  return (
    <AlertDialog.Root open onOpenChange={(open) => open || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-black/55" />
        <AlertDialog.Content
          {...returnFocus}
          className="fixed top-1/2 left-1/2 z-50 grid w-[min(28rem,calc(100vw-2rem))] [overflow-wrap:anywhere] -translate-x-1/2 -translate-y-1/2 gap-3 rounded-lg border border-line bg-surface p-5 shadow-float"
        >
          <AlertDialog.Title className="text-base font-semibold">
            {t('command.stopTitle', { name: channel.name })}
          </AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="grid gap-2 text-sm text-dim">
              <StopConsequence viewers={viewers} />
            </div>
          </AlertDialog.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{t('common.cancel')}</Button>
            </AlertDialog.Cancel>
            <Button
              look="danger"
              onClick={() => {
                onClose()
                void send(channel, 'stop')
              }}
            >
              {t('command.stopConfirm')}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
