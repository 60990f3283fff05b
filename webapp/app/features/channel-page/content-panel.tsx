import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { useChannelMetrics } from './channel-metrics.tsx'
import { ContentFigures } from './content-figures.tsx'

/** How the picture and the audio are, as the host sees and hears them. */
export function ContentPanel() {
  const { t } = useTranslation()
  const content = useChannelMetrics()?.content ?? null
  return (
    <Panel title={t('channelPart.health')} bodyClassName="grid gap-2 text-sm">
      {content === null ? (
        <p className="text-dim">{t('channelPart.healthNone')}</p>
      ) : content.conditions.length === 0 ? (
        <p className="text-good">● {t('channelPart.healthGood')}</p>
      ) : null}
      <ContentFigures content={content} />
    </Panel>
  )
}
