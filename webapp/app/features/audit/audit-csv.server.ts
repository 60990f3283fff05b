import { AUDIT_ACTIONS } from '@cashbacktv/contract'
import { createI18n } from '../../i18n/create-i18n.ts'
import { TEXTS } from '../../i18n/texts.server.ts'
import type { Language } from '../../shared/domain/preferences.ts'
import { deedOf, type ShownEntry } from './domain/audit-filter.ts'

/** Entries as rows of a table, the first of which names the columns. What was before and after is JSON. */
export function auditRows(entries: readonly ShownEntry[], language: Language): string[][] {
  const { t } = createI18n(language, TEXTS[language]).translation()
  const heads = [
    ...(['at', 'who', 'action', 'kind', 'name', 'id'] as const),
    ...(['address', 'door', 'changed', 'detail'] as const),
  ]
  const rows = entries.map((entry) => {
    const known = AUDIT_ACTIONS.find((one) => one === deedOf(entry))
    return [
      ...[entry.at, entry.who ?? '', known ? t(`act.${known}`) : deedOf(entry), entry.kind],
      ...[entry.name ?? '', entry.subjectId ?? '', entry.address ?? '', entry.door ?? ''],
      ...[JSON.stringify(entry.changed), JSON.stringify(entry.detail)],
    ]
  })
  return [heads.map((name) => t(`audit.csv.${name}`)), ...rows]
}
