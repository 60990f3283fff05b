import type { AuditAction } from '@cashbacktv/contract'
import { Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Instant } from '../../ui/elapsed.tsx'
import { deedOf, type ShownEntry, valueText } from './domain/audit-filter.ts'

type AuditEntryProps = { entry: ShownEntry; actions: readonly AuditAction[] }

/** One line of who did what, from where, and behind it what was before and after. */
export function AuditEntry({ entry, actions }: AuditEntryProps) {
  const { t } = useTranslation()
  const { at, who, address, door } = entry
  const known = actions.find((one) => one === deedOf(entry))
  return (
    <li className="px-4 py-2 text-sm [overflow-wrap:anywhere]">
      <div className="grid gap-x-4 sm:grid-cols-[minmax(0,1fr)_auto]">
        <p className="min-w-0">
          <span className="font-medium">{known ? t(`act.${known}`) : deedOf(entry)}</span>{' '}
          <Subject entry={entry} />
        </p>
        <span className="text-xs whitespace-nowrap text-dim">
          <Instant at={at} dateToo />
        </span>
      </div>
      <p className="text-xs text-dim">
        {who ?? t('audit.system')}
        {address ? ` · ${t('audit.from', { address })}` : null}
        {door ? ` · ${t(`audit.doors.${door}`)}` : null}
      </p>
      <Before entry={entry} />
    </li>
  )
}

function Subject({ entry: { kind, subjectId, name } }: { entry: ShownEntry }) {
  const to = kind === 'channel' && subjectId ? `/channels/${subjectId}` : null
  const text = name ?? ''
  if (to && text) {
    return (
      <Link to={to} className="underline">
        {text}
      </Link>
    )
  }
  return text
}

function Before({ entry: { changed, detail } }: { entry: ShownEntry }) {
  const { t } = useTranslation()
  const fields = Object.entries(changed)
  const rest = Object.entries(detail).filter(([, value]) => value !== null)
  if (fields.length + rest.length === 0) return null
  return (
    <details className="mt-0.5 text-xs">
      <summary className="figure py-1 text-dim hover:text-ink">{t('audit.details')}</summary>
      {fields.length > 0 ? (
        <table className="mt-1 w-full table-fixed border-collapse text-left">
          <thead className="text-dim">
            <tr>
              <th className="py-1 pr-3 font-medium">{t('audit.field')}</th>
              <th className="py-1 pr-3 font-medium">{t('audit.before')}</th>
              <th className="py-1 font-medium">{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line font-mono">
            {fields.map(([field, { before, after }]) => (
              <tr key={field} className="align-top">
                <th scope="row" className="py-1 pr-3 font-normal">
                  {field}
                </th>
                <td className="py-1 pr-3">{valueText(before)}</td>
                <td className="py-1">{valueText(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {rest.length > 0 ? (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 font-mono">
          {rest.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-dim">{name}</dt>
              <dd>{valueText(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </details>
  )
}
