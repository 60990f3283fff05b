import type { AlertTargetView } from '@cashbacktv/contract'
import { Form, Link } from '@remix-run/react'
import { Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'
import { ActButton } from '../../ui/act-button.tsx'
import { Instant } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { DeleteForm } from './delete-form.tsx'
import { placeOfTarget } from './domain/target-kind.ts'
import { useDeletion } from './use-deletion.ts'
import { useTargetWords } from './use-target-words.ts'

type TargetRowProps = { target: AlertTargetView; mayChange: boolean; children?: ReactNode }

/** One target: where its messages go, what it hears of, and how it fares. `children` say what a test came to. */
export function TargetRow({ target, mayChange, children }: TargetRowProps) {
  const { t } = useTranslation()
  const words = useTargetWords(target)
  const { id, name, enabled, address, language } = target
  return (
    <li className="grid gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
          <p>
            {mayChange ? (
              <Link
                to={`/alerts/targets/${id}`}
                prefetch="intent"
                className={classNames('font-medium hover:underline', !enabled && 'text-dim')}
              >
                {name}
              </Link>
            ) : (
              <span className="font-medium">{name}</span>
            )}
            {enabled ? null : (
              <span className="ml-2 rounded-sm bg-raised px-1.5 py-0.5 text-xs text-dim">
                {t('alertTarget.isOff')}
              </span>
            )}
          </p>
          <p className="text-xs text-dim">
            {t(`alerts.delivery.kind.${address.kind}`)} · {placeOfTarget(address)} ·{' '}
            {t(`alertTarget.language.${language}`)}
          </p>
          <p className="text-xs text-dim">{words}</p>
        </div>
        <Messages target={target} />
        {mayChange ? <Actions target={target} /> : null}
      </div>
      {children}
    </li>
  )
}

function Messages({ target: { waiting, dead, lastSentAt } }: { target: AlertTargetView }) {
  const { t } = useTranslation()
  return (
    <p className="figure text-xs text-dim sm:w-52 sm:text-right">
      {lastSentAt ? (
        <>
          {t('alertTarget.lastSent')} <Instant at={lastSentAt} />
        </>
      ) : (
        t('alertTarget.neverSent')
      )}
      <span className="block">
        {waiting > 0 ? t('alertTarget.waiting', { count: waiting }) : ''}
        {waiting > 0 && dead > 0 ? ' · ' : ''}
        {dead > 0 ? (
          <Link to="/alerts/messages" className="text-bad underline">
            {t('alertTarget.dead', { count: dead })}
          </Link>
        ) : null}
      </span>
    </p>
  )
}

function Actions({ target: { id, name, enabled } }: { target: AlertTargetView }) {
  const { t } = useTranslation()
  const deletion = useDeletion()
  const turn = enabled ? 'disable' : 'enable'
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Form method="post" className="flex flex-wrap gap-1">
        <input type="hidden" name="id" value={id} />
        <ActButton intent="test" label={t('alertTarget.testNamed', { name })}>
          {t('alertTarget.test')}
        </ActButton>
        <ActButton intent={turn} label={t(`alertTarget.${turn}Named`, { name })}>
          {t(`alertTarget.${turn}`)}
        </ActButton>
      </Form>
      <LinkButton
        look="quiet"
        size="icon"
        to={`/alerts/targets/${id}`}
        aria-label={t('alertTarget.editNamed', { name })}
      >
        <Pencil aria-hidden="true" />
      </LinkButton>
      <DeleteForm {...deletion.ofTarget({ id, name })} />
    </div>
  )
}
