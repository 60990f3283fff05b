import { Clapperboard, GitFork } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import type { ChannelState } from './use-channel-state.ts'

type AirBadgesProps = { state: ChannelState; className?: string }

/** What viewers get instead of the usual: the slate, or another source than the primary. */
export function AirBadges({ state, className }: AirBadgesProps) {
  const { t } = useTranslation()
  const { slate, backup } = state.activity
  // The state itself says it already when nothing worse is to be said.
  const saysSlate = slate && state.presentation.label !== 'slate'
  if (!saysSlate && backup === null) return null
  return (
    <span className={classNames('inline-flex flex-wrap gap-1', className)}>
      {saysSlate ? <Badge icon={Clapperboard} text={t('phase.slate')} /> : null}
      {backup === null ? null : (
        <Badge icon={GitFork} text={t('list.onSource', { number: backup })} />
      )}
    </span>
  )
}

function Badge({ icon: Icon, text }: { icon: typeof GitFork; text: string }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-sm bg-warning-soft px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap text-warning">
      <Icon aria-hidden="true" className="size-3" />
      {text}
    </span>
  )
}
