import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import { MoveChannels } from '../bulk/move-channels.tsx'

type HostOfProps = { channel: Pick<ChannelView, 'id' | 'name' | 'hostName' | 'pinned'> }

/** Where the channel is, who chose that, and the way to another host. Without JavaScript the form has it. */
export function HostOf({ channel }: HostOfProps) {
  const { t } = useTranslation()
  const { id, name, hostName, pinned } = channel
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p className="[overflow-wrap:anywhere]">
        {hostName ?? t('channel.noHost')}
        {pinned ? <span className="text-dim"> · {t('placement.chosen')}</span> : null}
      </p>
      {useMayOperate() ? (
        <MoveChannels channelIds={() => [id]} label={t('placement.moveNamed', { name })}>
          {t('placement.move')}
        </MoveChannels>
      ) : null}
    </div>
  )
}
