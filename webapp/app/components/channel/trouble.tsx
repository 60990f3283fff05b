import { useTranslation } from 'react-i18next'
import { useApiText } from '../../i18n/use-api-text.ts'
import { NextTry } from './elapsed.tsx'
import type { ChannelState } from './use-channel-state.ts'

/** Why a channel is not well, and what the system does about it. Nothing when all is well. */
export function Trouble({ state, className }: { state: ChannelState; className?: string }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!state.reason && !state.nextTryAt) return null
  return (
    <div className={className}>
      {state.reason ? <p className="line-clamp-2">{apiText.reason(state.reason)}</p> : null}
      {state.nextTryAt ? (
        <p className="figure text-dim">
          <NextTry at={state.nextTryAt} />
          {state.attempt > 0 ? ` · ${t('time.attempt', { count: state.attempt })}` : null}
        </p>
      ) : null}
    </div>
  )
}
