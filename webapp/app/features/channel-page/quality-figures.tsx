import type { QualityEstimate, QualityMeasurement, QualityObservation } from '@cashbacktv/contract'
import { qualityLevel } from '@cashbacktv/contract/quality-score'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Ago } from './ago.tsx'
import { DetailRow } from './detail-row.tsx'

type QualityFiguresProps = {
  quality: QualityObservation | null
  /** What is estimated and measured is how x264 does. */
  isOnGpu?: boolean
}

/** The estimate with its age, or why there is none, and what was measured last. */
export function QualityFigures({ quality, isOnGpu = false }: QualityFiguresProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { estimate = null, none = null, measured = null } = quality ?? {}
  const why = isOnGpu
    ? ('quality.none.onGpu' as const)
    : none
      ? (`quality.none.${none}` as const)
      : ('quality.nothing' as const)
  return (
    <>
      <DetailRow term={t('quality.estimate')}>
        {estimate ? <Score found={estimate} /> : <p className="text-dim">{t(why)}</p>}
      </DetailRow>
      <DetailRow term={t('quality.measured')}>
        {measured ? (
          <Score
            found={measured}
            more={[
              ...(measured.vmaf === null
                ? []
                : [t('quality.vmaf', { vmaf: format.one(measured.vmaf) })]),
              t('quality.seconds', { seconds: format.one(measured.seconds) }),
            ]}
          />
        ) : (
          <p className="text-dim">{t('quality.never')}</p>
        )}
      </DetailRow>
    </>
  )
}

type ScoreProps = { found: QualityEstimate | QualityMeasurement; more?: readonly string[] }

function Score({ found, more = [] }: ScoreProps) {
  const { t } = useTranslation()
  const { score, ssim, model, at } = found
  const level = t(`quality.level.${qualityLevel(score)}`)
  const parts = [
    t('quality.ssim', { ssim: ssim.toFixed(4) }),
    ...more,
    t('quality.model', { model }),
  ]
  return (
    <div className="figure grid gap-0.5">
      <p className="font-medium">{t('quality.score', { score, level })}</p>
      <p className="text-xs text-dim">
        {parts.join(' · ')} · <Ago at={at} />
      </p>
    </div>
  )
}
