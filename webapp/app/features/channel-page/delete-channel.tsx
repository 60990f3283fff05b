import type { ChannelView } from '@cashbacktv/contract'
import { Trash2 } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useChannelPulse } from '../../shared/live/use-live.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmForm } from '../../ui/confirm-form.tsx'

/** Deleting asks, and says who loses what. */
export function DeleteChannel({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation()
  const viewers = useChannelPulse(channel.id, (pulse) => pulse.viewers, channel.viewers)
  const status = useChannelPulse(channel.id, (pulse) => pulse.status, channel.status)
  return (
    <ConfirmForm
      fields={<input type="hidden" name="intent" value="delete" />}
      trigger={
        <Button type="submit" look="danger">
          <Trash2 aria-hidden="true" />
          {t('channel.delete')}
        </Button>
      }
      title={t('common.deleteNamed', { name: channel.name })}
      consequence={
        <>
          <p>{t(status === 'stopped' ? 'channel.deleteOff' : 'channel.deleteOn')}</p>
          {viewers > 0 ? (
            <p className="font-medium text-bad">
              <span aria-hidden="true">▲ </span>
              {t('command.viewersLost', { count: viewers })}
            </p>
          ) : null}
        </>
      }
      confirm={t('channel.deleteConfirm')}
    />
  )
}
