import { healingMessage, type IncidentSummary, renderMessage, renderOr } from '@cashbacktv/contract'
import { createI18n } from '../../i18n/create-i18n.ts'
import { TEXTS } from '../../i18n/texts.server.ts'
import type { Language } from '../../shared/domain/preferences.ts'

/** Incidents as rows of a table, the first of which names the columns. */
export function incidentRows(
  incidents: readonly IncidentSummary[],
  language: Language,
): string[][] {
  const texts = TEXTS[language]
  const { t } = createI18n(language, texts).translation()
  const heads = [
    ...(['opened', 'over', 'severity', 'said', 'cause'] as const),
    ...(['channels', 'viewers', 'acknowledged', 'healing'] as const),
  ]
  const rows = incidents.map((one) => [
    ...[one.openedAt, one.overAt ?? '', t(`incident.severity.${one.severity}`)],
    ...[renderOr(texts.messages, one.said), t(`alerts.page.causes.${one.cause.kind}`)],
    ...[String(one.channelsEver), String(one.viewers ?? ''), one.acknowledged?.by ?? ''],
    one.healing ? (renderMessage(texts.messages, healingMessage(one.healing)) ?? '') : '',
  ])
  return [heads.map((name) => t(`alerts.csv.${name}`)), ...rows]
}
