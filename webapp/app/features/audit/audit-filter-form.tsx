import type { AuditAction } from '@cashbacktv/contract'
import { Form, Link } from '@remix-run/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { collatorOf } from '../../shared/domain/collate.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AUDIT_RANGES, type AuditFilter, auditQuery } from './domain/audit-filter.ts'

type AuditFilterFormProps = { filter: AuditFilter; actions: readonly AuditAction[] }

/** What is looked for stands in the address: it works without scripts, and can be sent on. */
export function AuditFilterForm({ filter, actions }: AuditFilterFormProps) {
  const { t, i18n } = useTranslation()
  const { compare } = collatorOf(i18n.language)
  const byWords = actions
    .map((action) => ({ action, words: t(`act.${action}`) }))
    .toSorted((one, other) => compare(one.words, other.words))
  return (
    <Panel title={t('audit.filter')}>
      {/* Anew for another address, or fields that were left would keep what was typed. */}
      <Form key={auditQuery(filter)} method="get" className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
          <Field label={t('audit.who')}>
            {(binding) => <Input {...binding} name="who" defaultValue={filter.who} />}
          </Field>
          <Field label={t('audit.action')}>
            {(binding) => (
              <Select {...binding} name="action" defaultValue={filter.action}>
                <option value="">{t('audit.anyAction')}</option>
                {byWords.map(({ action, words }) => (
                  <option key={action} value={action}>
                    {words}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('audit.text')}>
            {(binding) => <Input {...binding} name="text" defaultValue={filter.text} />}
          </Field>
          <Field label={t('audit.address')}>
            {(binding) => <Input {...binding} name="address" defaultValue={filter.address} />}
          </Field>
          <Field label={t('audit.range')}>
            {(binding) => (
              <Select {...binding} name="range" defaultValue={filter.range}>
                {AUDIT_RANGES.map((range) => (
                  <option key={range} value={range}>
                    {t(`audit.ranges.${range}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary">
            {t('audit.search')}
          </Button>
          <Link to="/settings/audit" className={buttonClass({})}>
            {t('audit.clear')}
          </Link>
          <a
            href={`/settings/audit/export${auditQuery(filter)}`}
            download
            className={buttonClass({})}
          >
            {t('audit.export')}
          </a>
          <a
            href={`/settings/audit/export${auditQuery(filter, { format: 'jsonl' })}`}
            download
            className={buttonClass({})}
          >
            {t('audit.exportLines')}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
