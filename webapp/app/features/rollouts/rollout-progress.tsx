import type { RolloutSummary } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { StatusPill } from '../channel/status-badge.tsx'
import { presentRollout, rolloutProgress } from './domain/rollout-presentation.ts'

export function RolloutBadge({ rollout }: { rollout: RolloutSummary }) {
  const { t } = useTranslation()
  const words = rollout.direction === 'back' ? 'rollout.back' : 'rollout.state'
  return <StatusPill {...presentRollout(rollout)} text={t(`${words}.${rollout.state}`)} />
}

/** How far it is: a bar of what went well, what failed and what is under way, and the figures. */
export function RolloutProgress({ rollout }: { rollout: RolloutSummary }) {
  const { t } = useTranslation()
  const { settled, total } = rolloutProgress(rollout)
  const { done, failed, skipped, changing } = rollout.counts
  const share = (count: number) => `${total === 0 ? 0 : (count / total) * 100}%`
  return (
    <div className="grid gap-1.5">
      <div aria-hidden="true" className="flex h-2 overflow-hidden rounded-full bg-well">
        <div className="bg-good" style={{ width: share(done) }} />
        <div className="bg-bad" style={{ width: share(failed) }} />
        <div className="bg-warning" style={{ width: share(skipped) }} />
        <div className="bg-busy" style={{ width: share(changing) }} />
      </div>
      <p className="figure flex flex-wrap gap-x-3 text-xs text-dim">
        <span className="font-medium text-ink">{t('rollout.progress', { settled, total })}</span>
        {rollout.waves > 0 ? (
          <span>{t('rollout.wave', { wave: rollout.wave, waves: rollout.waves })}</span>
        ) : null}
        {failed > 0 ? (
          <span className="text-bad">{t('rollout.failed', { count: failed })}</span>
        ) : null}
        {skipped > 0 ? <span>{t('rollout.skipped', { count: skipped })}</span> : null}
      </p>
    </div>
  )
}
