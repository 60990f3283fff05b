import { KeyRound } from 'lucide-react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Since } from '../../ui/elapsed.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { useForgotten } from '../people/use-forgotten.ts'

/** Nothing is mailed: people who forgot their password wait for an administrator to see this. */
export function PasswordRequests() {
  const { t } = useTranslation()
  const waiting = useForgotten()
  if (waiting.length === 0) return null
  return (
    <section
      aria-label={t('dashboard.passwords')}
      className="rounded-lg border border-line bg-surface"
    >
      <ul className="divide-y divide-line">
        {waiting.map(({ id, email, forgotAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-sm">
            <KeyRound aria-hidden="true" className="size-4 shrink-0 text-warning" />
            <p className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">
              {t('dashboard.waitsForPassword', { email })}{' '}
              <span className="figure text-xs text-dim">
                <Since at={forgotAt} />
              </span>
            </p>
            <LinkButton size="small" to={`/settings/users?open=${id}`}>
              {t('dashboard.makeLink')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
