import type { DeliveryPage, DeliveryState, DeliveryView } from '@cashbacktv/contract'
import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMayOperate } from '../../shared/use-user.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { DeliveryList } from './delivery-list.tsx'

/** Messages of one state, newest first, with the way to older ones. */
export function MessagePanel({ state, page }: { state: DeliveryState; page: DeliveryPage }) {
  const { t } = useTranslation()
  return (
    <Panel
      title={t(`alertMessage.${state}`)}
      hint={state === 'dead' && page.items.length > 0 ? t('alertMessage.deadHint') : null}
      bodyClassName="p-0"
    >
      {page.items.length === 0 ? (
        <p className="px-4 py-6 text-center text-sm text-dim">{t('alertMessage.none')}</p>
      ) : (
        <DeliveryList
          deliveries={page.items}
          actions={(delivery) => <Actions delivery={delivery} />}
        />
      )}
      {page.next ? (
        <p className="border-t border-line p-3">
          <Link
            to={`?${new URLSearchParams({ state, before: page.next })}`}
            className={buttonClass({ size: 'small' })}
          >
            {t('alerts.older')}
          </Link>
        </p>
      ) : null}
    </Panel>
  )
}

function Actions({ delivery }: { delivery: DeliveryView }) {
  const { t } = useTranslation()
  const busy = useNavigation().formMethod === 'POST'
  const mayRetry = useMayOperate() && delivery.state === 'dead' && delivery.targetId !== null
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Link to={`/alerts/${delivery.incidentId}`} className="inline-block py-1 text-xs underline">
        {t('alertMessage.incident')}
      </Link>
      {mayRetry ? (
        <Form method="post">
          <input type="hidden" name="id" value={delivery.id} />
          <Button
            type="submit"
            size="small"
            aria-disabled={busy}
            aria-label={t('alertMessage.retryNamed', { name: delivery.targetName })}
          >
            {t('alertMessage.retry')}
          </Button>
        </Form>
      ) : null}
    </div>
  )
}
