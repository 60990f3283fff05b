import type { ChannelView } from '@cashbacktv/contract'
import { useTranslation } from '../../i18n/use-translation.ts'
import { NextTry } from '../../ui/elapsed.tsx'
import type { Doing } from './domain/channel-activity.ts'
import { StartAnyway } from './start-anyway.tsx'
import type { ChannelState } from './use-channel-state.ts'
import { useWhy } from './use-why.ts'

type TroubleProps = {
  state: ChannelState
  className?: string
  /** Given where a person may let it start without room. */
  channel?: Pick<ChannelView, 'id' | 'name'>
}

/** Why a channel is not well, what the system does about it and when. Nothing when all is well. */
export function Trouble({ state, className, channel }: TroubleProps) {
  const why = useWhy(state)
  const { reason } = state
  const { doing } = state.activity
  if (why === null && !doing) return null
  return (
    <div className={className}>
      {why !== null ? (
        <p className="line-clamp-2" title={why}>
          {why}
        </p>
      ) : null}
      {doing ? <Remedy state={state} doing={doing} /> : null}
      {channel && reason?.code === 'no-capacity' ? <StartAnyway channel={channel} /> : null}
    </div>
  )
}

function Remedy({ state, doing }: { state: ChannelState; doing: Doing }) {
  const { t } = useTranslation()
  const { nextTryAt, attempt, queuePosition, activity } = state
  const tries = attempt > 0 && (nextTryAt !== null || doing === 'startingAgain')
  const what =
    doing === 'queued' && queuePosition !== null
      ? t('doing.queuedAt', { position: queuePosition })
      : t(`doing.${doing}`, { number: activity.backup ?? 2 })
  const text = tries ? `${t('time.attempt', { count: attempt })} · ${what}` : what
  return (
    <p className="figure text-dim" title={text}>
      {/* When comes first: it must survive where there is little room. */}
      {nextTryAt ? (
        <>
          <NextTry at={nextTryAt} />
          {' · '}
        </>
      ) : null}
      {text}
    </p>
  )
}
