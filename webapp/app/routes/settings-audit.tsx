import { AUDIT_ACTIONS } from '@cashbacktv/contract'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { AuditEntry } from '../features/audit/audit-entry.tsx'
import { AuditFilterForm } from '../features/audit/audit-filter-form.tsx'
import { auditFilter, auditInput, auditQuery } from '../features/audit/domain/audit-filter.ts'
import { pageTitle } from '../i18n/page-title.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { load } from '../shared/api.server.ts'
import { buttonClass } from '../ui/button.tsx'
import { Panel } from '../ui/panel.tsx'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'audit')

const PAGE = 50

export async function loader(args: LoaderFunctionArgs) {
  const params = new URL(args.request.url).searchParams
  const filter = auditFilter(params)
  const before = params.get('before')
  const input = auditInput(filter, AUDIT_ACTIONS, Date.now())
  const wish = { ...input, limit: PAGE, ...(before ? { before } : {}) }
  const page = await load(args, (api) => api.audit.list.query(wish))
  return { page, filter, actions: AUDIT_ACTIONS, isFirst: before === null }
}

/** Who did what, from where, with what was before and after. */
export default function Audit() {
  const { t } = useTranslation()
  const { page, filter, actions, isFirst } = useLoaderData<typeof loader>()
  return (
    <>
      <AuditFilterForm filter={filter} actions={actions} />
      <Panel title={t('audit.title')} hint={t('audit.hint')} bodyClassName="p-0">
        {page.items.length === 0 ? (
          <p className="px-4 py-6 text-center text-sm text-dim">{t('audit.none')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {page.items.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} actions={actions} />
            ))}
          </ul>
        )}
        {page.next || !isFirst ? (
          <p className="flex gap-2 border-t border-line p-3">
            {isFirst ? null : (
              <Link
                to={`/settings/audit${auditQuery(filter)}`}
                className={buttonClass({ size: 'small' })}
              >
                {t('audit.newest')}
              </Link>
            )}
            {page.next ? (
              <Link
                to={`/settings/audit${auditQuery(filter, { before: page.next })}`}
                className={buttonClass({ size: 'small' })}
              >
                {t('alerts.older')}
              </Link>
            ) : null}
          </p>
        ) : null}
      </Panel>
    </>
  )
}
