import type { ChannelView, EventView } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { SourceWarnings } from '../channel/source-warnings.tsx'
import { useChannelState } from '../channel/use-channel-state.ts'
import { type SourceState, sourceStates } from './domain/source-states.ts'
import { SourceAddress } from './source-address.tsx'

type SourceListProps = { channel: ChannelView; timeline: readonly EventView[] }

/** The sources in their order: which one is in use, which stand by and how they failed last. */
export function SourceList({ channel, timeline }: SourceListProps) {
  const { t } = useTranslation()
  const { activeSourceId, showing, reason } = useChannelState(channel)
  // What the host lacks is no fault of the source.
  const trouble = showing === 'live' || reason?.class === 'resource' ? null : reason
  const isLive = showing === 'live'
  const known = { activeSourceId, isLive, trouble, timeline }
  const states = sourceStates(channel.sources, known)
  const onBackup = states.findIndex(({ id }) => id === activeSourceId) > 0
  return (
    <>
      <ol className="grid gap-1.5">
        {states.map(({ id, state, lastError }, index) => (
          <li key={id} className="flex gap-2 text-xs">
            <span className="figure text-dim">{index + 1}.</span>
            <div className="grid min-w-0 gap-0.5">
              <SourceOf channel={channel} index={index} />
              <StateText state={state} lastError={lastError} />
            </div>
          </li>
        ))}
      </ol>
      <SourceWarnings warnings={channel.warnings} />
      {onBackup ? <p className="text-xs text-dim">{t('sourceState.backup')}</p> : null}
    </>
  )
}

function SourceOf({ channel, index }: { channel: ChannelView; index: number }) {
  const source = channel.sources[index]
  if (!source) return null
  return <SourceAddress channelId={channel.id} source={source} number={index + 1} />
}

function StateText({ state, lastError }: Pick<SourceState, 'state' | 'lastError'>) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (lastError) {
    const message = apiText.reason(lastError)
    return <span className="text-warning">▲ {t('sourceState.failed', { message })}</span>
  }
  if (state === 'active') return <span className="text-good">● {t('sourceState.active')}</span>
  if (state === 'silent') return <span className="text-warning">▲ {t('sourceState.silent')}</span>
  if (state === 'standby') return <span className="text-dim">○ {t('sourceState.standby')}</span>
  return null
}
