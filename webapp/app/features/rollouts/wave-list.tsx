import type { RolloutView } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatusPill } from '../channel/status-badge.tsx'
import { CHANNEL_MARKS, wavesOf } from './domain/rollout-presentation.ts'

/** Every channel of a roll-out, wave by wave, with what became of it. */
export function WaveList({ rollout }: { rollout: RolloutView }) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const words = rollout.direction === 'back' ? 'rollout.channelBack' : 'rollout.channel'
  return (
    <div className="grid items-start gap-4 md:grid-cols-2 2xl:grid-cols-3">
      {wavesOf(rollout).map(({ number, channels }) => (
        <Panel
          key={number}
          title={number === 0 ? t('rollout.untouched') : t('rollout.waveTitle', { wave: number })}
          hint={t('rollout.channels', { count: channels.length })}
          bodyClassName="p-0"
        >
          <ul>
            {channels.map(({ channelId, name, state, reason }) => (
              <li
                key={channelId}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 text-sm last:border-0"
              >
                <Link
                  to={`/channels/${channelId}`}
                  title={name}
                  className="min-w-0 flex-1 truncate py-1 hover:underline"
                >
                  {name}
                </Link>
                <StatusPill {...CHANNEL_MARKS[state]} text={t(`${words}.${state}`)} />
                {reason ? (
                  <p className="w-full text-xs text-dim">{apiText.reason(reason)}</p>
                ) : null}
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  )
}
