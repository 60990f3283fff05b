import type { ChannelView, RestreamObservation } from '@cashbacktv/contract'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useFreshPage } from '../../shared/use-fresh-page.ts'
import { Ago } from './ago.tsx'

/** Where the channel is sent besides its viewers, and what becomes of each. */
export function RestreamList({ channel }: { channel: ChannelView }) {
  const { t } = useTranslation()
  useFreshPage(channel.restreams.some(({ isOn }) => isOn))
  const states = new Map(channel.restreamStates.map((state) => [state.id, state]))
  return (
    <ul className="grid gap-1.5" aria-label={t('restreamState.title')}>
      {channel.restreams.map(({ id, name, url, isOn }) => (
        <li key={id} className="grid min-w-0 gap-0.5 text-xs">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <span className="font-mono text-dim [overflow-wrap:anywhere]">{url}</span>
          <StateText isOn={isOn} observed={states.get(id) ?? null} />
        </li>
      ))}
    </ul>
  )
}

const MARKS = { waiting: '○', connecting: '○', sending: '●', failing: '▲' } as const
const TONES = {
  waiting: 'text-dim',
  connecting: 'text-dim',
  sending: 'text-good',
  failing: 'text-warning',
} as const

type StateTextProps = { isOn: boolean; observed: RestreamObservation | null }

function StateText({ isOn, observed }: StateTextProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  if (!isOn) return <span className="text-dim">○ {t('restreamState.off')}</span>
  if (observed === null) return <span className="text-dim">○ {t('restreamState.stopped')}</span>
  const { state, since, reason, attempt } = observed
  return (
    <span className={TONES[state]}>
      {MARKS[state]} {t(`restreamState.${state}`)} · <Ago at={since} />
      {reason ? <span className="block">{apiText.reason(reason)}</span> : null}
      {attempt > 0 ? (
        <span className="block">{t('restreamState.again', { count: attempt })}</span>
      ) : null}
    </span>
  )
}
