import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { DetailRow } from './detail-row.tsx'
import { Encoding } from './encoding.tsx'
import { HostOf } from './host-of.tsx'

type EncoderDetailsProps = { channel: ChannelView; presetName: string }

/** How the channel is encoded, and where. */
export function EncoderDetails({ channel, presetName }: EncoderDetailsProps) {
  const { t } = useTranslation()
  const { hls } = channel
  return (
    <Panel title={t('channel.encoding')} bodyClassName="grid gap-4 text-sm">
      <DetailRow term={t('channel.host')}>
        <HostOf channel={channel} />
      </DetailRow>
      <div className="grid gap-1">
        <Encoding channel={channel} presetName={presetName} />
        <p className="figure text-xs text-dim">
          {t('channel.hls', { seconds: hls.segmentSeconds, count: hls.windowSegments })}
        </p>
      </div>
    </Panel>
  )
}
