import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useChannelMetrics } from './channel-metrics.tsx'
import { QualityFigures } from './quality-figures.tsx'
import { useQualityMeasurement } from './use-quality-measurement.ts'

type QualityPanelProps = { channelId: string; encoder: string | null }

/** How well the picture is encoded: an estimate that goes on, and a measurement for operators. */
export function QualityPanel({ channelId, encoder }: QualityPanelProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const mayOperate = useMayOperate()
  const known = useChannelMetrics()?.quality ?? null
  const { measuring, found, problem, measure } = useQualityMeasurement(channelId)
  // What was just answered is there before the next figures of the channel say it too.
  const measured = newer(found, known?.measured ?? null)
  const quality = known || measured ? { estimate: null, none: null, ...known, measured } : null
  return (
    <Panel
      title={t('quality.title')}
      hint={t('quality.hint')}
      bodyClassName="grid gap-3 text-sm"
      actions={
        mayOperate ? (
          <Button size="small" aria-disabled={measuring} onClick={() => void measure()}>
            {t(measuring ? 'quality.measuring' : 'quality.measure')}
          </Button>
        ) : null
      }
    >
      <QualityFigures quality={quality} encoder={encoder} />
      {problem ? (
        <Notice tone="warning" role="alert">
          {apiText.problem(problem)}
        </Notice>
      ) : null}
      <p className="text-xs text-dim">{t('quality.explain')}</p>
    </Panel>
  )
}

function newer<T extends { at: string }>(one: T | null, other: T | null): T | null {
  if (one === null || other === null) return one ?? other
  return Date.parse(one.at) > Date.parse(other.at) ? one : other
}
