import type { DeliveryState, DeliveryView } from '@cashbacktv/contract'
import type { ReactNode } from 'react'
import { useApiText } from '../../i18n/use-api-text.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Instant, NextTry } from '../../ui/elapsed.tsx'
import { TimelineMark } from '../activity/timeline-mark.tsx'
import type { Tone } from '../channel/domain/channel-status.ts'

const TONES: Record<DeliveryState, Tone> = {
  waiting: 'busy',
  sent: 'good',
  dead: 'bad',
  dropped: 'off',
}

type DeliveryListProps = {
  deliveries: readonly DeliveryView[]
  /** What a person can do with one. */
  actions?: (delivery: DeliveryView) => ReactNode
}

/** Messages and what became of them. */
export function DeliveryList({ deliveries, actions }: DeliveryListProps) {
  return (
    <ul className="divide-y divide-line">
      {deliveries.map((delivery) => (
        <DeliveryItem key={delivery.id} delivery={delivery}>
          {actions?.(delivery)}
        </DeliveryItem>
      ))}
    </ul>
  )
}

type DeliveryItemProps = { delivery: DeliveryView; children?: ReactNode }

function DeliveryItem({ delivery, children }: DeliveryItemProps) {
  const { t } = useTranslation()
  const apiText = useApiText()
  const { targetName, kind, news, state, attempts, settledAt, createdAt, nextTryAt } = delivery
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2 px-4 py-2.5 text-sm">
      <TimelineMark tone={TONES[state]} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <span className="font-medium">{targetName}</span>{' '}
          <span className="text-dim">({t(`alerts.delivery.kind.${kind}`)})</span>:{' '}
          {t(`alerts.delivery.news.${news}`)}
        </p>
        <p className="text-xs text-dim">
          {t(`alerts.delivery.state.${state}`)}
          {attempts > 1 ? ` · ${t('alerts.delivery.attempts', { count: attempts })}` : ''}
          {state === 'waiting' && nextTryAt ? (
            <>
              {' · '}
              <NextTry at={nextTryAt} />
            </>
          ) : null}
        </p>
        {delivery.problem && state !== 'sent' ? (
          <p className="text-xs text-bad">{apiText.reason(delivery.problem)}</p>
        ) : null}
        {children}
      </div>
      <span className="text-xs whitespace-nowrap text-dim">
        <Instant at={settledAt ?? createdAt} />
      </span>
    </li>
  )
}
