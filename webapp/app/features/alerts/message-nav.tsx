import type { DeliveryState } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { classNames } from '../../shared/class-names.ts'

const CHOICES = [null, 'sent', 'dropped'] as const satisfies readonly (DeliveryState | null)[]

/** Which messages to show; each choice has an address. */
export function MessageNav({ current }: { current: DeliveryState | null }) {
  const { t } = useTranslation()
  const chosen = CHOICES.find((choice) => choice === current) ?? null
  return (
    <nav aria-label={t('alertMessage.show')}>
      <ul className="flex flex-wrap gap-1 text-sm">
        {CHOICES.map((choice) => (
          <li key={choice ?? 'open'}>
            <Link
              to={choice === null ? '/alerts/messages' : `?state=${choice}`}
              aria-current={choice === chosen ? 'true' : undefined}
              className={classNames(
                'flex h-8 items-center rounded-sm px-2.5',
                choice === chosen ? 'bg-accent-soft font-medium' : 'text-dim hover:text-ink',
              )}
            >
              {t(`alertMessage.${choice ?? 'open'}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
