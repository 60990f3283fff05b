import type { ChannelView, EventView } from '@cashbacktv/contract'
import { useTranslation } from 'react-i18next'
import { sourceStates } from '../../domain/source-states.ts'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useChannelPulse } from '../../lib/live/use-live.ts'
import { SourceWarnings } from '../channel-form/source-warnings.tsx'

type SourceListProps = { channel: ChannelView; timeline: readonly EventView[] }

/** The sources in their order: which one is in use, which stand by and how they failed last. */
export function SourceList({ channel, timeline }: SourceListProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const active = useChannelPulse<string | null>(
    channel.id,
    (pulse) => pulse.activeSourceId,
    channel.activeSourceId,
  )
  const states = sourceStates(channel.sources, active, timeline)
  const onBackup = states.findIndex(({ state }) => state === 'active') > 0
  return (
    <>
      <ol className="grid gap-1.5">
        {states.map(({ id, url, state, lastError }, index) => (
          <li key={id} className="flex gap-2 text-xs">
            <span className="figure text-dim">{index + 1}.</span>
            <div className="grid min-w-0 gap-0.5">
              <span className="font-mono [overflow-wrap:anywhere]">{url}</span>
              {state === 'active' ? (
                <span className="text-good">● {t('sourceState.active')}</span>
              ) : (
                <span className={lastError ? 'text-warning' : 'text-dim'}>
                  {lastError
                    ? `▲ ${t('sourceState.failed', { message: apiText.reason(lastError) })}`
                    : `○ ${t('sourceState.standby')}`}
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
      <SourceWarnings warnings={channel.warnings} />
      {onBackup ? <p className="text-xs text-dim">{t('sourceState.backup')}</p> : null}
    </>
  )
}
