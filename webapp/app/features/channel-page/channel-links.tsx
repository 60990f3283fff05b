import type { ChannelView } from '@cashbacktv/contract'
import { Copy, ImageUp, Pencil } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { PlanMaintenanceLink } from '../alerts/plan-maintenance-link.tsx'
import { DeleteChannel } from './delete-channel.tsx'
import { RecordChannel, RecordingsLink } from './record-channel.tsx'

/** What is done to a channel in peace: its settings, its logo, a copy of it, its recordings, its maintenance, its end. */
export function ChannelLinks({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation()
  const { id, name } = channel
  return (
    <div className="flex flex-wrap items-center gap-2">
      <LinkButton to={`/channels/${id}/edit`}>
        <Pencil aria-hidden="true" />
        {t('channelPart.editAll')}
      </LinkButton>
      {channel.output.mode === 'copy' ? null : (
        <LinkButton to={`/channels/${id}/logo`}>
          <ImageUp aria-hidden="true" />
          {t('logoEditor.open')}
        </LinkButton>
      )}
      <LinkButton to={`/channels/new?from=${id}`}>
        <Copy aria-hidden="true" />
        {t('path.duplicate')}
      </LinkButton>
      <RecordChannel channel={channel} />
      <RecordingsLink channel={channel} />
      <PlanMaintenanceLink scope={{ kind: 'channel', channelId: id }} name={name} />
      <span className="ml-auto max-sm:ml-0">
        <DeleteChannel channel={channel} />
      </span>
    </div>
  )
}
