import type { RolloutSummary } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { ImageOff } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { uploadAddress } from '../logo/domain/upload-address.ts'
import { RolloutBadge, RolloutProgress } from './rollout-progress.tsx'

/** One roll-out in the list of them. */
export function RolloutItem({ rollout }: { rollout: RolloutSummary }) {
  const { t } = useTranslation()
  return (
    <article className="relative grid grid-cols-[6rem_minmax(0,1fr)] items-center gap-4 rounded-lg border border-line bg-surface p-3 focus-within:border-edge hover:border-edge max-sm:grid-cols-1">
      <RolloutLogo rollout={rollout} />
      <div className="grid min-w-0 gap-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <RolloutBadge rollout={rollout} />
          <Link to={`/rollouts/${rollout.id}`} className="font-medium after:absolute after:inset-0">
            <Instant at={rollout.createdAt} dateToo />
          </Link>
          <span className="min-w-0 truncate text-dim">
            {rollout.createdBy ? t('rollout.by', { name: rollout.createdBy }) : null}
          </span>
        </p>
        <RolloutProgress rollout={rollout} />
      </div>
    </article>
  )
}

export function RolloutLogo({ rollout }: { rollout: Pick<RolloutSummary, 'logo'> }) {
  const { t } = useTranslation()
  return (
    <div className="grid h-14 w-24 place-content-center overflow-hidden rounded-md bg-well p-1.5">
      {rollout.logo ? (
        <img
          src={uploadAddress(rollout.logo.assetId)}
          alt={t('form.logoAlt')}
          className="max-h-11 max-w-21 object-contain"
        />
      ) : (
        <span className="flex items-center gap-1 text-xs text-dim">
          <ImageOff aria-hidden="true" className="size-4" />
          {t('rollout.noLogo')}
        </span>
      )}
    </div>
  )
}
